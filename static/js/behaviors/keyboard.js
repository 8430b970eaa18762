// Keys press what names them in aria-keyshortcuts; letters never while somebody types.
const typing = 'input:not([type=checkbox], [type=radio]), textarea, select';
const all = names => [...document.querySelectorAll(names)].filter(one => one.checkVisibility());

function press(element) {
  element.matches(typing) ? element.focus() : element.click();
  if (element.type === 'search') element.select();
}

function move(step) {
  const rows = all('main .cover');
  rows[Math.max(0, rows.indexOf(document.activeElement) + step)]?.focus();
  return rows[0];
}
addEventListener('keydown', event => {
  const {target, key} = event, command = event.ctrlKey || event.metaKey;
  if (command && key === 'Enter') return target.matches('textarea') && target.form?.requestSubmit();
  if (key === 'Escape') {
    target.closest('tr')?.querySelector('.peek')?.replaceChildren();
    return target.form?.querySelector('[data-esc]')?.click();
  }
  if (command || event.altKey || target.closest(typing) || document.querySelector(':modal') || key.length > 1) return;
  const found = all(`[aria-keyshortcuts~="${CSS.escape(key.toUpperCase())}"]`);
  const element = found.find(one => one.closest('main')) ?? found[0], step = {j: 1, k: -1}[key.toLowerCase()];
  if (element) press(element);
  else if (!step || !move(step)) return;
  event.preventDefault();
});
