// Shows what the academy pushes, and opens the page that it is about. Keeps nothing and fetches nothing.
self.addEventListener("push", (event) => {
  const { title, body, url, lang } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, lang, tag: url, data: url }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const page = new URL(event.notification.data, self.location.origin);
  if (page.origin === self.location.origin) event.waitUntil(self.clients.openWindow(page));
});
