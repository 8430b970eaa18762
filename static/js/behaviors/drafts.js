// What is typed into a textarea outlives a reload, an error and a lost session; data-no-draft opts out.
const kept = sessionStorage, sent = 'draft-sent', ours = 'textarea[name]:not([data-no-draft])';
const fields = root => [...root.querySelectorAll(ours)], forget = key => kept.removeItem(key);
const key = ({form, name}) => `draft:${document.body.dataset.user}:${new URL(form.action).pathname}:${name}`;

function restore(root) {
  for (const field of fields(root)) {
    const [before, text] = JSON.parse(kept.getItem(key(field)) ?? '[]');
    if (before === field.defaultValue && field.value === before) field.value = text;
  }
}

addEventListener('input', ({target}) => {
  if (!target.matches(ours) || !target.form) return;
  if (target.value.length > 20) kept.setItem(key(target), JSON.stringify([target.defaultValue, target.value]));
  else forget(key(target));
});
addEventListener('submit', ({target, defaultPrevented}) => {
  if ('forgetDrafts' in target.dataset) kept.clear();
  else if (!defaultPrevented) kept.setItem(sent, JSON.stringify(fields(target).map(key)));
});
addEventListener('htmx:after:request', ({target, detail: {ctx: {request, response}}}) => {
  if (response.status < 400 && request.method !== 'GET' && target.matches?.('form')) fields(target).map(key).forEach(forget);
});
addEventListener('htmx:after:swap', ({target}) => restore(target.isConnected ? document : target));

// A plain form was sent, and no problem is reported: saved.
if (!document.querySelector('[data-problem], [aria-invalid=true]')) JSON.parse(kept.getItem(sent) ?? '[]').forEach(forget);
forget(sent);
restore(document);
