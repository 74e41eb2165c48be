// The bar between sheet and code: drag it, or move it with the arrow keys. The place is remembered in this browser.

const KEY = "split";

function place(split, bar, percent) {
  const kept = Math.round(Math.min(Math.max(percent, 25), 75));
  split.style.setProperty("--split", `${kept}%`);
  bar.setAttribute("aria-valuenow", kept);
  return kept;
}

function remember(percent) {
  try {
    localStorage.setItem(KEY, percent);
  } catch {
    // A browser that keeps nothing still splits.
  }
}

function remembered() {
  try {
    return Number(localStorage.getItem(KEY)) || 46;
  } catch {
    return 46;
  }
}

for (const split of document.querySelectorAll("[data-split]")) {
  const bar = split.querySelector(".split__bar");
  let percent = place(split, bar, remembered());
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    bar.dataset.held = "";
  });
  bar.addEventListener("pointermove", (event) => {
    if (!bar.hasPointerCapture(event.pointerId)) return;
    const box = split.getBoundingClientRect();
    percent = place(split, bar, ((event.clientX - box.left) / box.width) * 100);
  });
  bar.addEventListener("lostpointercapture", () => {
    delete bar.dataset.held;
    remember(percent);
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (!step) return;
    event.preventDefault();
    percent = place(split, bar, percent + step);
    remember(percent);
  });
}
