// Countdowns: the server writes the first words, this keeps them true.

const SOON = 5 * 60;
const language = document.documentElement.lang || "ko";

function inUnits(value, unit) {
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: language === "ko" ? "short" : "long",
  }).format(value);
}

export function wordsFor(seconds) {
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600), Math.floor(seconds / 60)];
  if (days > 0) return `${inUnits(days, "day")} ${inUnits(hours - days * 24, "hour")}`;
  if (hours > 0) return `${inUnits(hours, "hour")} ${inUnits(minutes - hours * 60, "minute")}`;
  return `${String(minutes).padStart(2, "0")}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;
}

function tick() {
  for (const time of document.querySelectorAll("[data-countdown]")) {
    const left = (new Date(time.dateTime) - Date.now()) / 1000;
    const words = left > 0 ? wordsFor(left) : time.dataset.over;
    if (time.textContent !== words) time.textContent = words;
    time.toggleAttribute("data-soon", left > 0 && left < SOON);
    if (left <= 0 && !time.hasAttribute("data-ended")) {
      time.setAttribute("data-ended", "");
      time.dispatchEvent(new CustomEvent("countdown-over", { bubbles: true }));
    }
  }
}

export function start() {
  tick();
  setInterval(tick, 1000);
}
