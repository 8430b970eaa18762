// Forms are sent once, without empty filters; passwords shown, themes kept, rows found, files pasted.
addEventListener('submit', event => {
  const {target: {dataset, method}, defaultPrevented} = event;
  if (defaultPrevented || method !== 'post') return;
  if (dataset.sent) event.preventDefault();
  dataset.sent = 'yes';
});
addEventListener('pageshow', () => document.querySelectorAll('[data-sent]').forEach(form => delete form.dataset.sent));
addEventListener('problem', ({target}) => target.matches('.tick-form') && target.reset());
addEventListener('htmx:config:request', ({detail: {ctx: {request: {method, body}}}}) => {
  if (method === 'GET') for (const [name, value] of [...body]) if (value === '') body.delete(name);
});
addEventListener('click', ({target}) => {
  const button = target.closest('[data-peek]'), input = document.getElementById(button?.dataset.peek);
  if (input) button.ariaPressed = (input.type = input.type === 'text' ? 'password' : 'text') === 'text';
});
addEventListener('change', ({target: {name, value}}) => {
  if (name === 'theme') document.cookie = `theme=${document.documentElement.dataset.theme = value}; path=/; max-age=31536000; SameSite=Lax`;
});
addEventListener('input', ({target: {value, dataset: {find}}}) => {
  for (const row of document.querySelectorAll(`#${find} [data-words]`)) row.hidden = !row.dataset.words.includes(value.toLowerCase());
});
for (const type of ['paste', 'dragover', 'drop']) addEventListener(type, event => {
  const input = document.querySelector('.drop .file'), {files, types} = event.clipboardData ?? event.dataTransfer;
  if (!input || event.target === input || !types.includes('Files')) return;
  event.preventDefault();
  if (!files.length) return;
  input.files = files;
  input.dispatchEvent(new Event('change', {bubbles: true}));
});
