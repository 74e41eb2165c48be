// Messages go when they are told to. Good news goes by itself, unless somebody is reading it.

const READING_TIME = 9000; // ms

function leave(message) {
  if (message.matches(":hover, :focus-within")) wait(message);
  else message.remove();
}

function wait(message) {
  if (message.matches(".message--success, .message--info")) setTimeout(leave, READING_TIME, message);
}

export function start() {
  document.addEventListener("click", (event) => {
    const dismiss = event.target.closest("[data-dismiss]");
    dismiss?.closest(dismiss.dataset.dismiss)?.remove();
  });
  const stack = document.getElementById("messages");
  if (!stack) return;
  for (const message of stack.children) wait(message);
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) wait(node);
  }).observe(stack, { childList: true });
}
