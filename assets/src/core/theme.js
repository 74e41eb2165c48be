// The theme is a cookie that the server reads into <html data-theme>, so that no page flashes in the wrong one.

const ORDER = ["auto", "light", "dark"];
const root = document.documentElement;

function show() {
  const theme = root.dataset.theme;
  for (const words of document.querySelectorAll("[data-theme-is]")) words.hidden = words.dataset.themeIs !== theme;
}

function turn() {
  root.dataset.theme = ORDER[(ORDER.indexOf(root.dataset.theme) + 1) % ORDER.length];
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax${secure}`;
  show();
}

export function start() {
  if (!ORDER.includes(root.dataset.theme)) root.dataset.theme = "auto";
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.addEventListener("click", turn);
  }
  show();
}
