// The sheet keeps itself: on the server while there is one, in this browser while there is none.
//
// What was typed and not yet kept lies in localStorage under the address of the room. When the server is there again,
// or the page is loaded anew, it is sent. A draft that has gone on elsewhere is never overwritten by itself.

const AGAIN = 8000; // ms between two tries without an answer
const OLDEST = 3 * 24 * 3600 * 1000; // ms; then a forgotten copy leaves this browser
const SPACE = "sheet:";

const shelf = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing still has the server.
    }
  },
  sweep() {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(SPACE)))
      if (Date.now() - (this.read(key)?.at ?? 0) > OLDEST) this.write(key, null);
  },
};

class Sheet {
  constructor(form) {
    this.form = form;
    this.key = SPACE + location.pathname;
    this.typed = 0; // counts changes; `sent` is the last one that is on its way
    this.sent = 0;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("htmx:beforeRequest", () => (this.sent = this.typed));
    document.addEventListener("htmx:beforeSwap", (event) => this.answered(event)); // it starts at the line, not here
    for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"])
      form.addEventListener(failure, (event) => this.failed(event));
    window.addEventListener("online", () => this.retry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.retry());
    this.look();
  }

  get here() {
    return document.getElementById("saved");
  }

  fields() {
    const given = {};
    for (const [name, value] of new FormData(this.form))
      if (!["csrfmiddlewaretoken", "page", "version", "sure"].includes(name)) given[name] = value;
    return given;
  }

  say(state) {
    for (const words of this.here.querySelectorAll("[data-saved-is]")) words.hidden = words.dataset.savedIs !== state;
    this.here.dataset.state = state;
  }

  changed() {
    this.typed += 1;
    const [page, version] = ["page", "version"].map((name) => this.form.elements[name].value);
    shelf.write(this.key, { at: Date.now(), page, version, fields: this.fields() });
    if (this.here.dataset.state !== "away") this.say("typing");
  }

  answered(event) {
    if (event.detail.target !== this.here) return;
    const answer = event.detail.serverResponse;
    if (!event.detail.isError && !answer.includes('id="saved"')) {
      event.detail.shouldSwap = false; // a page to sign in, not an answer
      return this.away();
    }
    if (event.detail.isError || !answer.includes('data-state="kept"')) return;
    clearTimeout(this.waiting);
    if (this.sent === this.typed) shelf.write(this.key, null);
    else document.addEventListener("htmx:afterSettle", () => this.say("typing"), { once: true });
  }

  failed(event) {
    event.stopPropagation(); // said beside the sheet, once, instead of over the page every few seconds
    this.away();
  }

  away() {
    this.say("away");
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.retry(), AGAIN);
  }

  retry() {
    if (shelf.read(this.key) && this.here.dataset.state !== "outdated") this.send();
  }

  send() {
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  look() {
    // What this browser holds from before, if the server has not gone on without it.
    const held = shelf.read(this.key);
    const { version, page, state } = this.here.dataset;
    if (!held || state === "outdated") return;
    if (state === "kept" && held.page === this.form.elements.page.value) return shelf.write(this.key, null);
    if (held.version === version || (page && held.page === page)) return this.replay(held);
    const offer = document.getElementById("held");
    offer.hidden = false;
    offer.querySelector("[data-held=use]").addEventListener("click", () => (offer.remove(), this.replay(held)));
    offer
      .querySelector("[data-held=drop]")
      .addEventListener("click", () => (offer.remove(), shelf.write(this.key, null)));
  }

  replay(held) {
    for (const [name, value] of Object.entries(held.fields)) {
      const field = this.form.elements[name];
      if (field instanceof RadioNodeList || field?.tagName === "TEXTAREA") field.value = value;
    }
    this.changed();
    this.send();
  }
}

// When the code beside the sheet is drawn again, the focus stays at its line instead of falling to the top of the page.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "code" || document.activeElement !== document.body) return;
  const { path } = detail.requestConfig;
  const line = new URL(path, location.href).searchParams.get("line") ?? detail.pathInfo.anchor?.slice(1);
  (document.querySelector(`#L${line} a`) ?? detail.target).focus({ preventScroll: true });
});

function start() {
  const form = document.getElementById("sheet");
  shelf.sweep();
  if (form?.hasAttribute("hx-post")) new Sheet(form);
  else shelf.write(SPACE + location.pathname, null);
}

document.addEventListener("DOMContentLoaded", start); // htmx, which was here first, listens by then
