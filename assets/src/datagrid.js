// The staff grid by keyboard: one stop of the tab key, then arrow keys from window to window. Searching and sorting
// are the server's; the grid may be replaced at any time, so everything is heard at the document.
//
//   <div class="datagrid" data-grid> … <td><a class="cell" href="…">92</a></td>

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const EDGES = { Home: -1, End: 1 };

let held = null; // the row and the column that had the focus when the row was replaced

/** Only one link can be reached with the tab key; the others with arrows. */
function quiet(grid) {
  for (const row of grid.querySelectorAll("tbody tr:not([data-quiet])")) {
    row.dataset.quiet = "";
    for (const link of row.querySelectorAll("a")) link.tabIndex = -1;
  }
  const links = [...grid.querySelectorAll("tbody a")];
  if (links.length && links.every((link) => link.tabIndex < 0)) links[0].tabIndex = 0;
}

function hold(event) {
  const cell = document.activeElement?.closest("[data-grid] tbody :is(td, th)");
  if (cell && event.detail.target.contains(cell)) held = [cell.parentElement.id, cell.cellIndex];
}

function giveBack() {
  const link = held && document.getElementById(held[0])?.cells[held[1]]?.querySelector("a");
  held = null;
  if (!link) return;
  link.tabIndex = 0;
  link.focus();
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
  giveBack();
  for (const grid of document.querySelectorAll("[data-grid]")) quiet(grid);
}

look();
document.addEventListener("htmx:oobBeforeSwap", hold);
document.addEventListener("htmx:afterSettle", look);
document.addEventListener("keydown", walk);
