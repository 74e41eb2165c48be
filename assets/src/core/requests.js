// htmx requests: the CSRF token, failures that say something, and open <details> that stay open.

const byHand = new Map();

function keyOf(details) {
  if (details.id) return details.id;
  const name = details.querySelector("summary .stage__title, summary .case__name") ?? details.querySelector("summary");
  const around = details.parentElement.closest("details");
  return `${around ? keyOf(around) : ""}/${name?.textContent.trim()}`;
}

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

// A part that is drawn again keeps open what the reader has opened by hand, and shut what they have shut.
document.addEventListener("click", (event) => {
  const details = event.target.closest("summary")?.parentElement;
  if (details) byHand.set(keyOf(details), !details.open);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const details of byHand.size ? document.querySelectorAll("main details") : []) {
    const wanted = byHand.get(keyOf(details));
    if (wanted !== undefined) details.open = wanted;
  }
});
