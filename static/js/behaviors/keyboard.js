// A key belongs to what has it as aria-keyshortcuts; letters never fire while somebody types.
const typing = 'input:not([type=checkbox], [type=radio]), textarea, select';
const all = names => [...document.querySelectorAll(names)].filter(one => one.checkVisibility());

function press(element) {
  if (!element.matches(typing)) return element.click();
  element.focus();
  if (element.type === 'search') element.select();
}

function move(step) {
  const rows = all('main .cover'), at = rows.indexOf(document.activeElement) + step;
  rows[Math.max(0, at)]?.focus();
  return rows.length;
}

addEventListener('keydown', event => {
  const {target, key} = event, command = event.ctrlKey || event.metaKey;
  if (command && key === 'Enter') return target.matches('textarea') && target.form?.requestSubmit();
  if (key === 'Escape') {
    target.closest('tr')?.querySelector('.peek')?.replaceChildren();
    return target.form?.querySelector('[data-esc]')?.click();
  }
  if (command || event.altKey || target.closest(typing) || document.querySelector('dialog[open]') || key.length > 1) return;
  const found = all(`[aria-keyshortcuts~="${CSS.escape(key.toUpperCase())}"]`);
  const element = found.find(one => one.closest('main')) ?? found[0], step = {j: 1, k: -1}[key.toLowerCase()];
  if (element) press(element);
  else if (!step || !move(step)) return;
  event.preventDefault();
});
