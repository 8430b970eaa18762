// After a swap the focus is on something sensible: the first wrong field, else what asks for it, else the panel's title.
let lastRow;

function first(root, selector) {
  return root.matches?.(selector) ? root : root.querySelector(selector);
}

document.addEventListener('htmx:after:settle', ({detail: {task, newContent}}) => {
  if (task.type !== 'main') return;
  const roots = newContent.filter(node => node.nodeType === 1);
  const pick = selector => roots.map(root => first(root, selector)).find(Boolean);
  const wrong = pick('[aria-invalid=true]');
  const lost = !document.activeElement || document.activeElement === document.body;
  const target = wrong ?? (lost && (pick('[autofocus]') ?? pick('h1, h2, h3')));
  if (!target) return;
  if (/^H\d$/.test(target.tagName)) target.tabIndex = -1;
  // After htmx, which looks for [autofocus] itself.
  queueMicrotask(() => target.focus({preventScroll: !wrong}));
});

// "Load 50 more": the focus goes on to the first new row.
document.addEventListener('htmx:before:swap', ({target}) => {
  lastRow = target.dataset?.more && document.getElementById(target.dataset.more)?.lastElementChild;
});
document.addEventListener('htmx:after:swap', () => {
  lastRow?.nextElementSibling?.querySelector('a, button')?.focus();
  lastRow = null;
});
