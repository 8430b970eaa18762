// Without a connection the page for notes stands in for all; nothing else is kept.
const mine = location.search, page = 'offline';
async function keep() {
  const cache = await caches.open(mine), answer = await fetch(page), html = await answer.clone().text();
  await cache.addAll(html.match(/[^"]*\/static\/[^"#]*/g));
  await cache.put(page, answer);
  for (const name of await caches.keys()) if (name !== mine) await caches.delete(name);
}
addEventListener('install', event => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener('fetch', event => {
  const {request} = event, {mode, method, url} = request, kept = name => caches.match(name, {ignoreVary: true});
  if (mode === 'navigate' && method === 'GET') event.respondWith(fetch(request).catch(() => kept(page)));
  else if (!navigator.onLine && url.includes('/static/')) event.respondWith(kept(request).then(found => found ?? fetch(request)));
});
