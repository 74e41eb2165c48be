// htmx requests: the CSRF token, failures that say something, and open <details> that stay open.

const openBefore = new Set();

function csrfToken() {
  return (
    document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ??
    document.querySelector("[name=csrfmiddlewaretoken]")?.value ??
    ""
  );
}

function say(key) {
  const words = document.querySelector(`[data-words="${key}"]`);
  if (words) document.getElementById("messages")?.append(words.content.cloneNode(true));
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") detail.headers["X-CSRFToken"] = csrfToken();
});
document.addEventListener("htmx:sendError", () => say("offline"));
document.addEventListener("htmx:responseError", () => say("refused"));

// A part that is drawn again must not close what the reader has opened.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  openBefore.clear();
  for (const details of detail.target?.querySelectorAll("details[id]") ?? [])
    if (details.open) openBefore.add(details.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of openBefore) document.getElementById(id)?.setAttribute("open", "");
});
