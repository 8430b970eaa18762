// After a swap: the first wrong field has the focus, else what asks for it, else the title.
let last;
addEventListener('htmx:after:settle', ({detail: {task, newContent}}) => {
  if (task.type !== 'main') return;
  const pick = names => newContent.flatMap(node => node.matches?.(names) ? node : node.querySelector?.(names) ?? [])[0];
  const wrong = pick('[aria-invalid=true]'), lost = !document.querySelector(':focus');
  const target = wrong ?? (lost && (pick('[autofocus]') ?? pick('h1, h2, h3')));
  if (/^H\d$/.test(target?.tagName)) target.tabIndex = -1;
  if (target) queueMicrotask(() => target.focus({preventScroll: !wrong})); // after htmx's own [autofocus]
});

// Of added rows the first has it.
addEventListener('htmx:before:swap', ({target}) => last = document.getElementById(target.dataset?.more)?.lastElementChild);
addEventListener('htmx:after:swap', () => {
  last?.nextElementSibling?.querySelector('a, button, select')?.focus();
  last = null;
});
