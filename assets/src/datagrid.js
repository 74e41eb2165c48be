// The staff grid by keyboard: one stop of the tab key, then arrow keys from window to window. Searching and sorting
// are the server's; the grid may be replaced at any time, so everything is heard at the document.
//
//   <div class="datagrid" data-grid> … <td><a class="cell" href="…">92</a></td>

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const EDGES = { Home: -1, End: 1 };

/** Only the first link can be reached with the tab key; the others with arrows. */
function quiet(grid) {
  const links = grid.querySelectorAll("tbody a");
  for (const link of links) link.tabIndex = -1;
  if (links[0]) links[0].tabIndex = 0;
}

function next(body, cell, [down, right]) {
  let [row, column] = [cell.parentElement.sectionRowIndex, cell.cellIndex];
  do {
    [row, column] = [row + down, column + right];
    const link = body.rows[row]?.cells[column]?.querySelector("a");
    if (link) return link;
  } while (body.rows[row]?.cells[column]);
  return null;
}

function target(event, body, cell) {
  if (STEPS[event.key]) return next(body, cell, STEPS[event.key]);
  if (!EDGES[event.key]) return null;
  const links = cell.parentElement.querySelectorAll("a");
  return EDGES[event.key] < 0 ? links[0] : links[links.length - 1];
}

function walk(event) {
  const cell = event.target.closest("[data-grid] tbody :is(td, th)");
  const link = cell && target(event, cell.closest("tbody"), cell);
  if (!link) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  link.tabIndex = 0;
  link.focus();
}

function look() {
  for (const grid of document.querySelectorAll("[data-grid]:not([data-quiet])")) {
    grid.dataset.quiet = "";
    quiet(grid);
  }
}

look();
document.addEventListener("htmx:afterSettle", look);
document.addEventListener("keydown", walk);
