// A menu is a <details>: it closes when one leaves it or presses Escape. Messages go away when told to.

function close(menu) {
  menu.open = false;
}

export function start() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("[data-menu][open]")) if (!menu.contains(event.target)) close(menu);
    const dismiss = event.target.closest("[data-dismiss]");
    dismiss?.closest(dismiss.dataset.dismiss)?.remove();
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of document.querySelectorAll("[data-menu][open]")) if (!menu.contains(event.target)) close(menu);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("[data-menu][open]")) {
      close(menu);
      menu.querySelector("summary").focus();
    }
  });
}
