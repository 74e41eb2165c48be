// The curriculum graph: pan and zoom by moving its viewBox (drag, pinch, wheel with Ctrl, buttons, keys), arrow keys
// from project to project, and what there is to say of the one that is looked at.

// Where a window of this length begins, so that it shows nothing beyond the whole; in the middle if it is longer.
function within(start, length, whole) {
  if (length >= whole) return (whole - length) / 2;
  return Math.min(Math.max(start, 0), whole - length);
}

const PHONE = 480; // px; a narrower picture shows two circles at once

class Picture {
  constructor(graph) {
    this.svg = graph.querySelector("svg.graph__view");
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    this.all = { x, y, width, height };
    this.view = { ...this.all };
    this.pointers = new Map();
    this.svg.addEventListener("pointerdown", (event) => this.down(event));
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"])
      this.svg.addEventListener(end, (event) => this.pointers.delete(event.pointerId));
    this.svg.addEventListener("click", (event) => this.dragged && event.preventDefault(), true);
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("focusin", (event) => this.bringIn(event.target.closest(".node")));
    graph.addEventListener("click", (event) => this.button(event.target.closest("[data-zoom]")?.dataset.zoom));
    graph.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.metaKey) this.button({ "+": "in", "=": "in", "-": "out", 0: "all" }[event.key]);
    });
    addEventListener("beforeprint", () => this.button("all"));
    this.begin();
  }

  get unit() {
    // units of the picture in one pixel; the picture keeps its shape inside the box
    const box = this.svg.getBoundingClientRect();
    return Math.max(this.view.width / box.width, this.view.height / box.height);
  }

  show() {
    const { x, y, width, height } = this.view;
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  }

  begin() {
    // Where the whole would be too small to read, start at what is under way.
    if (this.unit < 1.35) return;
    const node =
      this.svg.querySelector('[data-node="working"], [data-node="evaluating"], [data-node="open"]') ??
      this.svg.querySelector(".node");
    const box = this.svg.getBoundingClientRect();
    const most = box.width < PHONE ? 1.35 : 1.15; // a phone writes larger, see graph.css
    const unit = Math.min(Math.max(this.all.width / box.width, 0.9), most);
    this.view.width = box.width * unit;
    this.view.height = box.height * unit;
    if (node) this.centre(node);
    if (node && box.width < PHONE) this.lead(node);
    this.show();
  }

  lead(node) {
    // Its circle first, and the next one whole beside it.
    const start = node.transform.baseVal.consolidate().matrix.e - this.view.width / 4;
    this.view.x = within(start, this.view.width, this.all.width);
  }

  centre(node) {
    const { e, f } = node.transform.baseVal.consolidate().matrix;
    this.view.x = within(e - this.view.width / 2, this.view.width, this.all.width);
    this.view.y = within(f - this.view.height / 2, this.view.height, this.all.height);
  }

  bringIn(node) {
    if (!node || !node.matches(":focus-visible")) return;
    const box = this.svg.getBoundingClientRect();
    const place = node.getBoundingClientRect();
    if (place.left >= box.left && place.right <= box.right && place.top >= box.top && place.bottom <= box.bottom)
      return;
    this.centre(node);
    this.show();
  }

  zoom(factor, clientX, clientY) {
    const box = this.svg.getBoundingClientRect();
    const [px, py] = [(clientX ?? box.x + box.width / 2) - box.x, (clientY ?? box.y + box.height / 2) - box.y];
    const width = Math.min(Math.max(this.view.width * factor, 260), this.all.width * 1.6);
    const actual = width / this.view.width;
    this.view.x += (px / box.width) * this.view.width * (1 - actual);
    this.view.y += (py / box.height) * this.view.height * (1 - actual);
    this.view.width = width;
    this.view.height *= actual;
    this.show();
  }

  button(kind) {
    if (kind === "in") this.zoom(0.75);
    if (kind === "out") this.zoom(1 / 0.75);
    if (kind === "all") {
      this.view = { ...this.all };
      this.show();
    }
  }

  down(event) {
    this.pointers.set(event.pointerId, event);
    this.dragged = false;
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const other = [...this.pointers.values()].find((each) => each.pointerId !== event.pointerId);
    const distance = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (other) {
      this.zoom(
        distance(before, other) / distance(event, other),
        (event.clientX + other.clientX) / 2,
        (event.clientY + other.clientY) / 2,
      );
    } else {
      if (!this.dragged && distance(event, before) < 5) return;
      const unit = this.unit;
      this.view.x -= (event.clientX - before.clientX) * unit;
      this.view.y -= (event.clientY - before.clientY) * unit;
      this.show();
    }
    if (!this.dragged) this.svg.setPointerCapture(event.pointerId);
    this.dragged = true;
    this.pointers.set(event.pointerId, event);
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    this.zoom(Math.exp(event.deltaY / 300), event.clientX, event.clientY);
  }
}

const TOWARDS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const FARTHER = 3; // a project beside the way counts as so many times farther

// Arrow keys between the projects; one of them is in the order of the Tab key, so that Tab leaves the picture.
class Walk {
  constructor(graph) {
    this.graph = graph;
    this.nodes = [...graph.querySelectorAll(".node[data-slug]")];
    this.beside = document.querySelector("[data-graph-beside]");
    graph.addEventListener("keydown", (event) => this.key(event));
    for (const kind of ["focusin", "pointerover"])
      graph.addEventListener(kind, (event) => this.look(event.target.closest(".node[data-slug]")));
    this.stand(graph.querySelector('[data-node="working"], [data-node="evaluating"], [data-node="open"]') ?? this.nodes[0]);
  }

  stand(node) {
    for (const each of this.nodes) each.setAttribute("tabindex", each === node ? "0" : "-1");
  }

  key(event) {
    const node = event.target.closest(".node[data-slug]");
    const towards = TOWARDS[event.key];
    if (!node || !towards || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = this.next(node, towards);
    if (!next) return;
    this.stand(next);
    next.focus();
  }

  next(node, [dx, dy]) {
    const ways = new Set(this.ways(node).flatMap((way) => [way.dataset.from, way.dataset.to]));
    const [x, y] = place(node);
    let best = null;
    let least = Infinity;
    for (const other of this.nodes) {
      const [ox, oy] = place(other);
      const ahead = (ox - x) * dx + (oy - y) * dy;
      const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
      if (ahead <= 0 || (dx === 0 && aside > 0)) continue; // up and down stay in the circle
      const far = (ahead + aside) * (ways.has(other.dataset.slug) ? 1 : FARTHER);
      if (far < least) [best, least] = [other, far];
    }
    return best;
  }

  ways(node) {
    const { slug } = node.dataset;
    return [...this.graph.querySelectorAll(".edge")].filter(({ dataset }) => dataset.from === slug || dataset.to === slug);
  }

  look(node) {
    if (!node) return;
    this.stand(node);
    for (const way of this.graph.querySelectorAll("[data-near]")) delete way.dataset.near;
    for (const way of this.ways(node)) way.dataset.near = "";
    const row = document.getElementById(`project-${node.dataset.slug}`);
    if (!row || !this.beside) return;
    const shown = document.createElement("div");
    shown.className = "row";
    shown.append(...row.cloneNode(true).childNodes);
    for (const only of shown.querySelectorAll("[data-only-beside]")) only.hidden = false;
    this.beside.replaceChildren(shown);
    this.beside.hidden = false;
  }
}

function place(node) {
  const { e, f } = node.transform.baseVal.consolidate().matrix;
  return [e, f];
}

for (const graph of document.querySelectorAll("[data-graph]")) {
  new Picture(graph.closest(".graph"));
  new Walk(graph.closest(".graph"));
}
