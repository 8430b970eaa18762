// A table of choices: the icon follows the level that is chosen, and <input data-find="id"> leaves the rows with its words.
const icons = {edit: 'pencil', view: 'eye', masked: 'eye-off', hidden: 'lock'};
addEventListener('change', ({target}) => {
  const cell = target.closest('.perm'), use = cell?.querySelector('use'), level = target.selectedOptions?.[0].dataset.level;
  if (cell) cell.dataset.level = level;
  use?.setAttribute('href', use.getAttribute('href').replace(/#.*/, '#' + icons[level]));
});
addEventListener('input', ({target: {value, dataset}}) => {
  const rows = dataset.find ? document.querySelectorAll(`#${dataset.find} [data-words]`) : [];
  for (const row of rows) row.hidden = !row.dataset.words.toLowerCase().includes(value.toLowerCase());
});
