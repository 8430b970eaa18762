// What was typed into a textarea outlives a reload, an error and a lost session, in this tab, until it is saved or the
// person signs out. <textarea data-no-draft> opts out.
const me = document.body.dataset.user, waiting = 'draft-sent';
const ours = 'textarea[name]:not([data-no-draft])', fields = root => root.querySelectorAll(ours);
const key = field => `draft:${me}:${new URL(field.form.action, location).pathname}:${field.name}`;

function restore(root) {
  for (const field of fields(root)) {
    const [before, text] = JSON.parse(sessionStorage.getItem(key(field)) ?? '[]');
    if (before === field.defaultValue && field.value === before) field.value = text;
  }
}

addEventListener('input', ({target}) => {
  if (!target.matches(ours) || !target.form) return;
  if (target.value.length <= 20) sessionStorage.removeItem(key(target));
  else sessionStorage.setItem(key(target), JSON.stringify([target.defaultValue, target.value]));
});
addEventListener('submit', event => {
  if ('forgetDrafts' in event.target.dataset) sessionStorage.clear();
  else if (!event.defaultPrevented) sessionStorage.setItem(waiting, JSON.stringify([...fields(event.target)].map(key)));
});
addEventListener('htmx:after:request', ({target, detail: {ctx}}) => {
  if (ctx.response.status >= 400 || ctx.request.method === 'GET' || !target.matches('form')) return;
  for (const field of fields(target)) sessionStorage.removeItem(key(field));
});
addEventListener('htmx:after:swap', ({target}) => restore(target.isConnected ? document : target));

// A plain form was sent and this page came back: unless it reports a problem, its drafts are saved.
if (!document.querySelector('[data-problem], [aria-invalid=true]')) {
  for (const sent of JSON.parse(sessionStorage.getItem(waiting) ?? '[]')) sessionStorage.removeItem(sent);
}
sessionStorage.removeItem(waiting);
restore(document);
