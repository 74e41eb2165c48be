// The staff grid: search, filter, sort by a column, and arrow keys. Everything is in the page already.
//
//   <input data-grid-search="cohort">  <select data-grid-filter="cohort">  (values are matched with data-group of a row)
//   <div class="datagrid" data-grid="cohort">  <th><button data-grid-sort>…</button></th>  <td data-value="12">

function valueOf(row, index) {
  const cell = row.cells[index];
  const value = cell.dataset.value ?? cell.textContent.trim();
  return value !== "" && !Number.isNaN(Number(value)) ? Number(value) : value;
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), document.documentElement.lang, { numeric: true });
}

class Grid {
  constructor(element) {
    this.body = element.querySelector("tbody");
    this.rows = [...this.body.rows];
    const name = element.dataset.grid;
    this.search = document.querySelector(`[data-grid-search="${name}"]`);
    this.filter = document.querySelector(`[data-grid-filter="${name}"]`);
    this.count = document.querySelector(`[data-grid-count="${name}"]`);
    this.search?.addEventListener("input", () => this.sift());
    this.filter?.addEventListener("change", () => this.sift());
    element.addEventListener("click", (event) => this.sort(event.target.closest("[data-grid-sort]")));
    element.addEventListener("keydown", (event) => this.walk(event));
    this.sift();
  }

  sift() {
    const wanted = (this.search?.value ?? "").trim().toLowerCase();
    const group = this.filter?.value ?? "";
    let shown = 0;
    for (const row of this.rows) {
      row.hidden =
        !row.cells[0].textContent.toLowerCase().includes(wanted) || (group !== "" && row.dataset.group !== group);
      shown += row.hidden ? 0 : 1;
    }
    if (this.count) this.count.textContent = shown;
  }

  sort(button) {
    if (!button) return;
    const heading = button.closest("th");
    const rising = heading.getAttribute("aria-sort") === "descending";
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const sign = rising ? 1 : -1;
    this.rows.sort((a, b) => sign * compare(valueOf(a, heading.cellIndex), valueOf(b, heading.cellIndex)));
    this.body.append(...this.rows);
  }

  walk(event) {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const cell = event.target.closest("td, th");
    if (!step || !cell || !this.body.contains(cell)) return;
    const rows = this.rows.filter((row) => !row.hidden);
    let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
    do {
      [row, column] = [row + step[0], column + step[1]];
      const target = rows[row]?.cells[column]?.querySelector("a, button");
      if (!target) continue;
      event.preventDefault();
      target.focus();
      return;
    } while (rows[row]?.cells[column]);
  }
}

for (const element of document.querySelectorAll("[data-grid]")) new Grid(element);
