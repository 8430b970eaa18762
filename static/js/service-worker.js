// Without a connection the page for notes stands in for every other; nothing else is kept.
const mine = location.search, page = 'offline', options = {ignoreVary: true};

async function keep() {
  const cache = await caches.open(mine), answer = await fetch(page), html = await answer.clone().text();
  await cache.addAll([...html.matchAll(/(?:href|src)="([^"#]*\/static\/[^"#]*)/g)].map(found => found[1]));
  await cache.put(page, answer);
  for (const name of await caches.keys()) if (name !== mine) await caches.delete(name);
}

addEventListener('install', event => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener('fetch', event => {
  const {request} = event, {mode, method, url} = request;
  if (mode === 'navigate' && method === 'GET') event.respondWith(fetch(request).catch(() => caches.match(page, options)));
  else if (!navigator.onLine && url.includes('/static/')) event.respondWith(caches.match(request, options).then(found => found ?? fetch(request)));
});
