// A part that fetches itself anew takes nothing out of one's hand: the focus stays on its control, and what was typed
// and not yet sent stays in its field. Nothing is kept where the server's own words for the field have changed.

const CONTROLS = "a[href], button, summary, input:not([type=hidden]), textarea";

function keyOf(control) {
  const words = control.matches("button, summary") ? control.textContent.trim() : "";
  const value = control.matches("[type=radio], [type=checkbox], button") ? control.value : "";
  const action = control.form?.getAttribute("action");
  return [control.tagName, control.id, control.getAttribute("href"), action, control.name, value, words].join("\n");
}

function alike(key) {
  return [...document.querySelectorAll(CONTROLS)].filter((control) => keyOf(control) === key);
}

function placeOf(control) {
  const key = keyOf(control);
  return { key, number: alike(key).indexOf(control) };
}

function at({ key, number }) {
  return alike(key)[number];
}

function typedIn(part) {
  return [...part.querySelectorAll("input:not([type=hidden], [type=file]), textarea")]
    .filter((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked)
    .map((field) => ({ place: placeOf(field), before: field }));
}

function giveBack({ place, before }) {
  const field = at(place);
  if (!field || field === before) return;
  if (field.defaultValue !== before.defaultValue || field.defaultChecked !== before.defaultChecked) return;
  if (field.matches("[type=radio], [type=checkbox]")) field.checked = before.checked;
  else field.value = before.value;
}

function hold(part) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const { selectionStart: from = null, selectionEnd: to = null } = focused ?? {};
  return { typed: typedIn(part), focus: focused?.matches(CONTROLS) && { place: placeOf(focused), from, to } };
}

function release({ typed, focus }) {
  typed.forEach(giveBack);
  if (!focus) return;
  const control = at(focus.place);
  if (document.activeElement === document.body) control?.focus({ preventScroll: true });
  if (focus.from !== null && control === document.activeElement) control.setSelectionRange(focus.from, focus.to);
}

export function start() {
  let held = null;
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const fetchesItself = detail.requestConfig.verb === "get" && detail.requestConfig.elt === detail.target;
    held = fetchesItself ? hold(detail.target) : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (held) release(held);
    held = null;
  });
}
