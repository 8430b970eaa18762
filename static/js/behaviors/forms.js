// What forms do: sent once, nothing empty asked, passwords shown, themes kept, files pasted.
const on = addEventListener;
on('submit', event => {
  const {target: {dataset, method}} = event;
  if (event.defaultPrevented || method !== 'post') return;
  if (dataset.sent) event.preventDefault();
  dataset.sent = 'yes';
});
on('pageshow', () => [...document.forms].forEach(({dataset}) => delete dataset.sent));
on('htmx:config:request', ({detail: {ctx: {request: {method, body}}}}) => {
  if (method === 'GET') for (const [name, value] of [...body]) if (value === '') body.delete(name);
});
on('click', ({target}) => {
  const button = target.closest('[data-peek]'), input = document.getElementById(button?.dataset.peek);
  if (input) button.ariaPressed = (input.type = input.type === 'text' ? 'password' : 'text') === 'text';
});
on('change', ({target: {name, value}}) => {
  if (name === 'theme') document.cookie = `theme=${document.documentElement.dataset.theme = value}; path=/; max-age=31536000; SameSite=Lax`;
});
on('input', ({target: {value, dataset: {find}}}) => {
  document.querySelectorAll(`#${find} [data-words]`).forEach(row => row.hidden = !row.dataset.words.includes(value.toLowerCase()));
});
for (const type of ['paste', 'dragover', 'drop']) on(type, event => {
  const input = document.querySelector('.drop .file'), {files, types} = event.clipboardData ?? event.dataTransfer;
  if (!input || event.target === input || !types.includes('Files')) return;
  event.preventDefault();
  if (!files.length) return;
  input.files = files;
  input.dispatchEvent(new Event('change', {bubbles: true}));
});
