// A key belongs to what carries aria-keyshortcuts="N"; letters never fire while somebody types.
const typing = target => target.closest('input:not([type=checkbox], [type=radio]), textarea, select');
const seen = element => element.getClientRects().length;

function press(element) {
  element.matches('input, textarea, select') ? element.focus() : element.click();
  if (element.matches('[type=search]')) element.select();
}

function move(step) {
  const rows = [...document.querySelectorAll('main .cover')].filter(seen), at = rows.indexOf(document.activeElement);
  rows[Math.max(0, Math.min(at + step, rows.length - 1))]?.focus();
  return rows.length > 0;
}

addEventListener('keydown', event => {
  const {target, key} = event, command = event.ctrlKey || event.metaKey;
  if (command && key === 'Enter') return target.matches('textarea') && target.form?.requestSubmit();
  if (key === 'Escape') return target.form?.querySelector('[data-esc]')?.click();
  if (command || event.altKey || typing(target) || document.querySelector('dialog[open]')) return;
  const sign = key.length === 1 && CSS.escape(key.toUpperCase());
  if (!sign) return;
  const found = [...document.querySelectorAll(`[aria-keyshortcuts~="${sign}"]`)].filter(seen);
  const element = found.find(one => one.closest('main')) ?? found[0];
  const steps = {J: 1, K: -1}[sign];
  if (element) press(element);
  else if (!steps || !move(steps)) return;
  event.preventDefault();
});
