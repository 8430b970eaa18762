// Toasts leave after 8 seconds, not while somebody points at them or is in them; three at most.
const region = () => document.getElementById('toasts');

function start(toast) {
  let timer;
  const wait = () => { clearTimeout(timer); timer = setTimeout(() => toast.remove(), 8000); };
  const hold = () => clearTimeout(timer);
  toast.dataset.started = '';
  for (const event of ['pointerenter', 'focusin']) toast.addEventListener(event, hold);
  for (const event of ['pointerleave', 'focusout']) toast.addEventListener(event, wait);
  wait();
}

function startAll() {
  const toasts = [...region().querySelectorAll('.toast')];
  toasts.slice(0, -3).forEach(toast => toast.remove());
  toasts.filter(toast => !('started' in toast.dataset)).forEach(start);
}

document.addEventListener('toast', ({detail}) => {
  const toast = document.getElementById('toast').content.firstElementChild.cloneNode(true);
  toast.querySelector('[data-text]').textContent = detail.text ?? detail.value;
  detail.undo ? toast.querySelector('form').setAttribute('action', detail.undo) : toast.querySelector('form').remove();
  region().append(toast);
  startAll();
});
document.addEventListener('htmx:after:swap', startAll);
startAll();
