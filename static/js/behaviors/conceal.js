// A revealed value is hidden again after a minute, or as soon as the page is left.
const links = () => document.querySelectorAll('[data-conceal]');

function conceal(link) {
  if (!link.isConnected || link.dataset.conceal === 'over') return;
  link.dataset.conceal = 'over';
  link.parentElement.querySelector('strong')?.remove(); // also when the server is away
  link.click();
}

function wait(link) {
  if (link.dataset.conceal) return;
  link.dataset.conceal = 'waits';
  setTimeout(conceal, 60000, link);
}

links().forEach(wait);
addEventListener('htmx:after:swap', () => links().forEach(wait));
addEventListener('blur', () => links().forEach(conceal));
addEventListener('visibilitychange', () => document.hidden && links().forEach(conceal));
