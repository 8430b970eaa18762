// Text outlives a reload, an error and a lost session; data-no-draft opts out.
const kept = sessionStorage, sent = 'draft-sent', ours = 'textarea[name]:not([data-no-draft])';
const on = addEventListener, fields = root => [...root.querySelectorAll(ours)], forget = key => kept.removeItem(key),
  read = key => JSON.parse(kept.getItem(key) ?? '[]');
const key = ({form, name}) => `draft:${document.body.dataset.user}:${new URL(form.action).pathname}:${name}`;

const restore = root => fields(root).forEach(field => {
  const [before, text] = read(key(field));
  if (before === field.defaultValue && field.value === before) field.value = text;
});
on('input', ({target}) => {
  if (!target.matches(ours) || !target.form) return;
  const {value, defaultValue} = target;
  value.length > 20 ? kept.setItem(key(target), JSON.stringify([defaultValue, value])) : forget(key(target));
});
on('submit', ({target, defaultPrevented}) => {
  if ('out' in target.dataset) kept.clear();
  else if (!defaultPrevented) kept.setItem(sent, JSON.stringify(fields(target).map(key)));
});
on('htmx:after:request', ({target, detail: {ctx: {request, response}}}) => {
  if (response.status < 400 && request.method !== 'GET' && target.matches?.('form')) fields(target).map(key).forEach(forget);
});
on('htmx:after:swap', ({target}) => restore(target.isConnected ? document : target));

// A plain form was sent, without a problem: saved.
if (!document.querySelector('[data-problem], [aria-invalid=true]')) read(sent).forEach(forget);
forget(sent);
restore(document);
