// After a swap the focus is on something sensible: the first wrong field, else what asks for it, else the panel's title.
let lastRow;

addEventListener('htmx:after:settle', ({detail: {task, newContent}}) => {
  if (task.type !== 'main') return;
  const roots = newContent.filter(node => node.nodeType === 1);
  const pick = selector => roots.map(root => root.matches(selector) ? root : root.querySelector(selector)).find(Boolean);
  const wrong = pick('[aria-invalid=true]');
  const lost = [null, document.body].includes(document.activeElement);
  const target = wrong ?? (lost && (pick('[autofocus]') ?? pick('h1, h2, h3')));
  if (!target) return;
  if (/^H\d$/.test(target.tagName)) target.tabIndex = -1;
  queueMicrotask(() => target.focus({preventScroll: !wrong})); // after htmx's own [autofocus]
});

// "Load 50 more": the focus goes on to the first new row.
addEventListener('htmx:before:swap', ({target}) => {
  lastRow = target.dataset?.more && document.getElementById(target.dataset.more)?.lastElementChild;
});
addEventListener('htmx:after:swap', () => {
  lastRow?.nextElementSibling?.querySelector('a, button')?.focus();
  lastRow = null;
});
