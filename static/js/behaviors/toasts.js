// Toasts leave after 8 seconds, not while somebody points at them or is in them; three at most.
function start(toast) {
  let timer;
  const hold = () => clearTimeout(timer), wait = () => { hold(); timer = setTimeout(() => toast.remove(), 8000); };
  toast.dataset.started = '';
  for (const event of ['pointerenter', 'focusin']) toast.addEventListener(event, hold);
  for (const event of ['pointerleave', 'focusout']) toast.addEventListener(event, wait);
  wait();
}

function startAll() {
  const toasts = [...document.querySelectorAll('#toasts .toast')];
  toasts.slice(0, -3).forEach(toast => toast.remove());
  toasts.filter(toast => !('started' in toast.dataset)).forEach(start);
}

addEventListener('htmx:after:swap', startAll);
startAll();
