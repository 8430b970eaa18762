// Notes are kept here without a connection, and sent once: docs/offline.md.
const {user, waits, capture} = document.body.dataset, workers = navigator.serviceWorker, find = name => document.querySelector(name);
const on = addEventListener, out = find('[data-out]'), kept = await new Promise(done => {
  const asked = workers ? indexedDB.open('rapport') : {}; // not over plain http
  asked.onupgradeneeded = () => asked.result.createObjectStore('kept', {keyPath: 'key'});
  asked.onsuccess = () => done((verb, value) => new Promise(had => {
    asked.result.transaction('kept', 'readwrite').objectStore('kept')[verb](value).onsuccess = ({target}) => had(target.result);
  }));
});
const me = user ?? (await kept('get', 'me'))?.user, all = () => kept('getAll');
const mine = async part => (await all()).filter(one => one.user === me && one[part]).sort((a, b) => b.at - a.at);
const keep = one => kept('put', {user: me, at: Date.now(), ...one}), forget = key => kept('delete', key);

function draw(part, found, fill) {
  if (!part) return;
  part.hidden = !found[0];
  part.querySelector('ul').replaceChildren(...found.map(one => {
    const item = document.importNode(part.querySelector('template').content.firstElementChild, true);
    fill(one, ...item.querySelectorAll('bdi, a, .err, form'));
    return item;
  }));
}
async function show() {
  const notes = await mine('fields');
  if (out) out.dataset.confirm = notes[0] ? out.dataset.waiting : '';
  draw(find('#waiting'), notes, ({key, fields, problem}, words, why, way, form) => {
    [words.textContent, why.textContent, form.dataset.forget] = [fields.text, problem, key];
    way.search = new URLSearchParams({...fields, key});
  });
  draw(find('#opened'), await mine('phones'), ({name, phones}, words, way) => {
    words.textContent = name;
    way.replaceWith(...phones.map(([textContent, number]) => Object.assign(way.cloneNode(), {href: `tel:${number}`, textContent})));
  });
}
async function wait(form) {
  const {csrf_token, idempotency_key: key, ...fields} = Object.fromEntries(new FormData(form));
  if (fields.text.trim()) await keep({key: key || crypto.randomUUID(), fields});
  form.reset();
  form.elements.idempotency_key.value = crypto.randomUUID();
  show();
}
async function send() {
  for (const one of (await mine('fields')).filter(({problem}) => !problem).reverse()) {
    const {key} = one, body = new URLSearchParams({...one.fields, idempotency_key: key, csrf_token: out.elements.csrf_token.value});
    const answer = await fetch(capture, {method: 'POST', body, headers: {'HX-Request': 'true'}}).catch(() => body);
    if (!answer.ok && ![403, 422].includes(answer.status)) break;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    find('#toasts').append(...page.querySelectorAll('.toast'));
    await (answer.ok ? forget(key) : keep({...one, problem: page.querySelector('.err span, legend, .msg').textContent}));
  }
  show();
}
on('submit', event => {
  const form = event.target, {dataset} = form;
  if (event.defaultPrevented || !(form === out || dataset.forget || 'offline' in dataset)) return;
  event.preventDefault();
  form === out ? kept('clear').then(() => out.submit()) : dataset.forget ? forget(dataset.forget).then(show) : wait(form);
});
on('htmx:error', event => {
  const form = event.target.closest?.('[data-keep]');
  if (form) event.stopImmediatePropagation();
  if (form === event.target) wait(form);
});
on('htmx:after:request', ({target, detail: {ctx}}) => {
  if (ctx.response?.status < 400 && target.matches?.('[data-keep]')) forget(target.elements.idempotency_key.value).then(show);
});
if (user && !waits) kept('clear').then(async () => (await workers.getRegistrations()).forEach(one => one.unregister()));
else if (user) {
  const opened = find('[data-opened]')?.dataset.opened, once = () => navigator.locks.request('notes', send);
  for (const one of await all()) if (one.phones && one.user !== user) await forget(one.key);
  await kept('put', {key: 'me', user});
  if (opened) await keep(JSON.parse(opened));
  for (const one of (await mine('phones')).slice(20)) await forget(one.key);
  workers.register(waits).catch(() => 0);
  on('online', once);
  once();
} else if (!location.pathname.endsWith('/offline')) {
  setInterval(() => find('[name=text]').value || fetch('', {method: 'HEAD'}).then(() => location.reload(), () => 0), 2000);
}
show();
