// Switching messages of this browser on and off. The address goes to the academy in a plain form.
const part = document.querySelector("[data-push]");
const canPush = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
if (part && canPush) begin(part);

async function begin(part) {
  const registration = await navigator.serviceWorker.getRegistration("/");
  const own = await registration?.pushManager.getSubscription();
  const row = own && [...document.querySelectorAll("[data-endpoint]")].find((one) => one.dataset.endpoint === own.endpoint);
  if (row) return showOwn(row, own);
  const form = part.querySelector("form");
  part.hidden = false;
  if (Notification.permission === "denied") say(part, "denied");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    switchOn(part, form);
  });
}

function showOwn(row, subscription) {
  row.querySelector("[data-here]").hidden = false;
  const form = row.querySelector("form");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Whatever the browser answers, the academy forgets it.
    await subscription.unsubscribe().catch(() => false);
    form.submit();
  });
}

async function switchOn(part, form) {
  say(part, "");
  if ((await Notification.requestPermission()) !== "granted") return say(part, "denied");
  try {
    const { endpoint, keys } = (await subscribe(part.dataset)).toJSON();
    form.elements.endpoint.value = endpoint;
    form.elements.p256dh.value = keys.p256dh;
    form.elements.auth.value = keys.auth;
    form.submit();
  } catch {
    say(part, "failed");
  }
}

async function subscribe({ push, worker }) {
  await navigator.serviceWorker.register(worker, { scope: "/" });
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe(); // of another account, or with a key of before
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(push) });
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function say(part, what) {
  for (const words of part.querySelectorAll("[data-said]")) words.hidden = words.dataset.said !== what;
}
