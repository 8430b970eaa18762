// A table of lines that grows and shrinks. The last one that the server draws is empty, named as by WTForms (items-0-price).
const drawn = document.querySelectorAll('[data-repeat-row]'), blank = [...drawn].at(-1)?.outerHTML;
let count = drawn.length;

addEventListener('click', ({target}) => {
  const rows = document.getElementById(target.closest('[data-repeat-add]')?.dataset.repeatAdd);
  const row = target.closest('[data-repeat-remove]')?.closest('[data-repeat-row]');
  rows?.insertAdjacentHTML('beforeend', blank.replace(/-\d+-/g, `-${count++}-`));
  const next = rows?.lastElementChild ?? row?.nextElementSibling ?? row?.previousElementSibling;
  if (next) row?.remove();
  else if (row) row.outerHTML = blank;
  next?.querySelector('input:not([type=hidden]), select').focus();
});
