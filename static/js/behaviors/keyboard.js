// One listener. A key belongs to what carries aria-keyshortcuts="N"; single letters never fire while somebody types.
const typing = target => target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
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
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
    return event.target.matches('textarea') && event.target.form?.requestSubmit();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
  const key = event.key.length === 1 && CSS.escape(event.key.toUpperCase());
  if (!key) return;
  const found = [...document.querySelectorAll(`[aria-keyshortcuts~="${key}"]`)].filter(seen);
  const element = found.find(one => one.closest('main')) ?? found[0];
  const steps = {J: 1, K: -1}[key];
  if (element) press(element);
  else if (!steps || !move(steps)) return;
  event.preventDefault();
});
