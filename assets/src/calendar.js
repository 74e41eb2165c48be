// The week: paint with mouse or pen, hold and paint by touch, or use arrow keys. The cells stay checkboxes.

const HOLD = 280; // ms before a resting finger paints instead of scrolling

function gridOf(week) {
  return [...week.querySelectorAll(".week__day")].map((day) => {
    const column = [];
    for (const cell of day.querySelectorAll(".slot")) {
      const span = Number(cell.dataset.span || 1);
      for (let row = 0; row < span; row++) column.push(cell.querySelector("input[type=checkbox]"));
    }
    return column;
  });
}

function placeOf(grid, box) {
  const day = grid.findIndex((column) => column.includes(box));
  return day < 0 ? null : { day, row: grid[day].indexOf(box) };
}

function boxAt(week, x, y) {
  const box = document.elementFromPoint(x, y)?.closest(".slot")?.querySelector("input[type=checkbox]");
  return box && week.contains(box) ? box : null;
}

class Painter {
  constructor(week) {
    this.week = week;
    this.stroke = null;
    this.saved = new Set(this.chosen());
    week.addEventListener("pointerdown", (event) => this.down(event));
    week.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) week.addEventListener(end, () => this.up());
    week.addEventListener("touchmove", (event) => this.stroke && event.preventDefault(), { passive: false });
    week.addEventListener("click", (event) => this.click(event), true);
    week.addEventListener("keydown", (event) => this.key(event));
    week.addEventListener("contextmenu", (event) => this.stroke && event.preventDefault());
    week.addEventListener("change", () => this.sum());
    week.closest("form")?.addEventListener("submit", () => (this.sending = true));
    window.addEventListener("beforeunload", (event) => this.isChanged && !this.sending && event.preventDefault());
    this.rove();
    this.sum();
  }

  chosen() {
    return [...this.week.querySelectorAll("input[type=checkbox]:checked")].map((box) => Number(box.value));
  }

  get isChanged() {
    const chosen = this.chosen();
    return chosen.length !== this.saved.size || chosen.some((at) => !this.saved.has(at));
  }

  down(event) {
    const box = event.button === 0 && boxAt(this.week, event.clientX, event.clientY);
    if (!box || box.disabled) return;
    if (event.pointerType === "touch") this.holding = setTimeout(() => this.begin(box), HOLD);
    else this.begin(box);
  }

  begin(box) {
    const grid = gridOf(this.week);
    const before = grid.map((column) => column.map((each) => each?.checked));
    this.stroke = { grid, before, from: placeOf(grid, box), paint: !box.checked, box };
    this.apply(box);
    box.focus({ preventScroll: true });
  }

  move(event) {
    if (!this.stroke) return clearTimeout(this.holding);
    const box = boxAt(this.week, event.clientX, event.clientY);
    if (box) this.apply(box);
  }

  apply(box) {
    const { grid, before, from, paint } = this.stroke;
    const to = placeOf(grid, box);
    const inside = (value, a, b) => value >= Math.min(a, b) && value <= Math.max(a, b);
    grid.forEach((column, day) =>
      column.forEach((each, row) => {
        if (each)
          each.checked = inside(day, from.day, to.day) && inside(row, from.row, to.row) ? paint : before[day][row];
      }),
    );
    this.sum();
  }

  up() {
    clearTimeout(this.holding);
    if (!this.stroke) return;
    this.stroke.box.dispatchEvent(new Event("change", { bubbles: true }));
    this.stroke = null;
    this.painted = performance.now();
  }

  click(event) {
    // The stroke has set the boxes; the click that ends it must not turn the first one back.
    if (event.detail > 0 && this.painted && performance.now() - this.painted < 60 && event.target.closest(".slot"))
      event.preventDefault();
  }

  key(event) {
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (!step || event.target.type !== "checkbox") return;
    event.preventDefault();
    const grid = gridOf(this.week);
    let { day, row } = placeOf(grid, event.target);
    do [day, row] = [day + step[0], row + step[1]];
    while (grid[day]?.[row] === null);
    const next = grid[day]?.[row];
    if (!next) return;
    if (event.shiftKey) next.checked = event.target.checked;
    this.rove(next);
    next.focus();
    if (event.shiftKey) next.dispatchEvent(new Event("change", { bubbles: true }));
  }

  rove(to) {
    // One stop for Tab; arrows do the rest.
    const boxes = [...this.week.querySelectorAll("input[type=checkbox]")];
    const stop = to ?? boxes.find((box) => box.checked) ?? boxes[0];
    for (const box of boxes) box.tabIndex = box === stop ? 0 : -1;
  }

  judge() {
    // A lone quarter is too short to be a slot: said while it is drawn, not after it was sent.
    const open = new Set(this.chosen());
    for (const cell of this.week.querySelectorAll(".slot[data-slot=mine][data-quarter]"))
      for (let row = 0; row < Number(cell.dataset.span); row++) open.add(Number(cell.dataset.quarter) + row);
    let any = false;
    for (const box of this.week.querySelectorAll("input[type=checkbox]")) {
      const at = Number(box.value);
      const lone = (quarters) => !quarters.has(at - 1) && !quarters.has(at + 1);
      const short = box.checked && lone(open) && !(this.saved.has(at) && lone(this.saved)); // the rest of a slot may be
      box.closest(".slot").toggleAttribute("data-conflict", short);
      any ||= short;
    }
    return any;
  }

  tell(name, shown) {
    const output = this.week.querySelector(`[data-week-${name}]`);
    if (output) output.textContent = shown ? output.dataset.words : "";
  }

  sum() {
    this.tell("conflict", this.judge());
    this.tell("unsaved", this.isChanged);
    const output = this.week.querySelector("[data-week-sum]");
    if (!output) return;
    const quarters = this.week.querySelectorAll("input[type=checkbox]:checked").length;
    const part = (value, unit) =>
      new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "short" }).format(value);
    const time = [
      quarters >= 4 && part(Math.floor(quarters / 4), "hour"),
      quarters % 4 && part((quarters % 4) * 15, "minute"),
    ]
      .filter(Boolean)
      .join(" ");
    output.textContent = time ? output.dataset.one.replace("{time}", time) : "";
  }
}

function start() {
  for (const week of document.querySelectorAll("[data-week]:not([data-week-ready])")) {
    week.dataset.weekReady = "";
    new Painter(week);
    const scroll = week.querySelector(".week__scroll");
    const first = week.querySelector("input:checked, .slot[data-slot=mine], .slot[data-slot=bookable]");
    if (first)
      scroll.scrollTop =
        first.closest(".slot").getBoundingClientRect().top -
        scroll.getBoundingClientRect().top -
        scroll.clientHeight / 3;
    const today = week.querySelector("[data-today]");
    if (today) scroll.scrollLeft = today.offsetLeft - today.parentElement.offsetLeft;
  }
}

start();
document.addEventListener("htmx:afterSettle", start);
