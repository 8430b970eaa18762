// Ctrl/Cmd+K opens it; the focus stays in the input, arrows move a choice.
const on = addEventListener, dialog = document.getElementById('palette'), input = dialog.querySelector('input');
const chosen = () => dialog.querySelector('[aria-selected=true]'), ask = () => input.dispatchEvent(new Event('ask'));

function choose(step) {
  const all = [...dialog.querySelectorAll('[role=option]')], option = all.at((all.indexOf(chosen()) + step) % all.length);
  all.forEach(one => one.ariaSelected = one === option);
  input.setAttribute('aria-activedescendant', option?.id ?? '');
  option?.scrollIntoView({block: 'nearest'});
}

function open() {
  dialog.querySelector('link').media = '';
  dialog.showModal();
  input.select();
  ask();
}
on('keydown', event => {
  const {key, ctrlKey, metaKey} = event, step = {ArrowDown: 1, ArrowUp: -1}[key], opens = (ctrlKey || metaKey) && key === 'k';
  if (!opens && !(event.target === input && chosen() && !event.isComposing && (step || key === 'Enter'))) return;
  event.preventDefault();
  opens ? open() : step ? choose(step) : chosen().dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, ctrlKey, metaKey}));
});
on('click', event => {
  const way = event.target.closest('[data-palette], [data-fill]');
  if (!way) return;
  event.preventDefault();
  way.dataset.fill ? ask(input.value = way.dataset.fill) : open();
});
on('htmx:after:swap', () => choose(0));
