// Live parts. An element with data-live="/ws/…" hears that something changed and passes on the event `changed`;
// its hx-get then fetches the part again. The socket itself carries no content.
//
//   <div data-live="/ws/teams/7/" hx-get="…/work/" hx-trigger="changed">…</div>
//
// With data-live-pause="2" it is told at once and then at most every two seconds, of the last change too.

const LONGEST_WAIT = 30_000;
const sockets = new Map();
const pauses = new Map(); // the addresses that pause, and whether something changed meanwhile

function listeners(address) {
  return [...document.querySelectorAll(`[data-live="${CSS.escape(address)}"]`)];
}

function showSigns(address, on) {
  for (const element of listeners(address)) {
    for (const sign of element.querySelectorAll("[data-live-sign]")) {
      sign.dataset.live = on ? "on" : "off";
      for (const words of sign.querySelectorAll("[data-live-is]"))
        words.hidden = words.dataset.liveIs !== sign.dataset.live;
    }
  }
}

function pass(address) {
  if (pauses.has(address)) {
    pauses.set(address, true);
    return;
  }
  const told = listeners(address);
  const seconds = Math.max(0, ...told.map((element) => Number(element.dataset.livePause ?? 0)));
  if (seconds) {
    pauses.set(address, false);
    setTimeout(() => endPause(address), seconds * 1000);
  }
  for (const element of told) element.dispatchEvent(new CustomEvent("changed"));
}

function endPause(address) {
  const changed = pauses.get(address);
  pauses.delete(address);
  if (changed) pass(address);
}

function open(address, wait = 1000) {
  const url = new URL(address, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  sockets.set(address, socket);
  socket.addEventListener("open", () => {
    wait = 1000;
    showSigns(address, true);
  });
  socket.addEventListener("message", () => pass(address));
  socket.addEventListener("close", () => {
    showSigns(address, false);
    // A little chance in the wait keeps a whole cohort from coming back at one moment.
    setTimeout(
      () => (listeners(address).length ? open(address, Math.min(wait * 2, LONGEST_WAIT)) : sockets.delete(address)),
      wait * (0.75 + Math.random() / 2),
    );
  });
}

function look() {
  const wanted = new Set([...document.querySelectorAll("[data-live^='/']")].map((element) => element.dataset.live));
  for (const address of wanted) {
    if (!sockets.has(address)) open(address);
    else showSigns(address, sockets.get(address).readyState === WebSocket.OPEN);
  }
}

export function start() {
  look();
  document.addEventListener("htmx:afterSettle", look);
}
