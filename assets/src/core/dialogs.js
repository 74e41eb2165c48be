// A link with data-dialog opens the dialog of that id instead of the page that asks the same.

export function start() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (event.target.closest("[data-close-dialog]") || event.target.matches("dialog[open]"))
      event.target.closest("dialog").close();
  });
}
