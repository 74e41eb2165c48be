// On a narrow screen a row of tabs is longer than what one sees of it: the open one comes into view.
export function start() {
  for (const row of document.querySelectorAll(".tabs")) {
    const open = row.querySelector("[aria-current]")?.getBoundingClientRect();
    const seen = row.getBoundingClientRect();
    if (open) row.scrollLeft += open.left - seen.left - (seen.width - open.width) / 2;
  }
}
