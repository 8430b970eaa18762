// A table of choices: the icon follows the level that is chosen, and <input data-find="id"> leaves the rows with its words.
const icons = {edit: 'pencil', view: 'eye', masked: 'eye-off', hidden: 'lock'};
addEventListener('change', ({target}) => {
  const cell = target.closest('.perm'), use = cell?.querySelector('use');
  if (cell) cell.dataset.level = target.selectedOptions[0].dataset.level;
  use?.setAttribute('href', use.getAttribute('href').replace(/#.*/, '#' + icons[cell.dataset.level]));
});
addEventListener('input', ({target: {value, dataset}}) => {
  const words = value.toLowerCase();
  for (const row of document.querySelectorAll(`#${dataset.find} [data-words]`)) row.hidden = !row.dataset.words.toLowerCase().includes(words);
});
