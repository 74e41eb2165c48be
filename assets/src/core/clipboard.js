// Copy buttons say for two seconds that it is done.

async function copy(button) {
  const words = button.querySelector("span");
  const before = words.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.dataset.copied = "";
  words.textContent = button.dataset.done;
  setTimeout(() => {
    delete button.dataset.copied;
    words.textContent = before;
  }, 2000);
}

function select(button) {
  // Without a clipboard (plain http on another host) the text is at least selected.
  const text = button.closest(".copy, .code")?.querySelector("code");
  if (text) getSelection().selectAllChildren(text);
}

export function start() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || button.hasAttribute("data-copied")) return;
    if (navigator.clipboard) copy(button).catch(() => select(button));
    else select(button);
  });
}
