// Rows of inputs that grow and shrink: <tr data-repeat-row>, with names like those of WTForms (items-0-price).
const fields = row => row.querySelectorAll('input, select, textarea');

function blank(row) {
  row.querySelectorAll('.err').forEach(error => error.remove());
  for (const field of fields(row)) {
    field.removeAttribute('aria-invalid');
    if (field.matches('select')) field.selectedIndex = Math.max(0, [...field.options].findIndex(option => option.defaultSelected));
    else if (field.matches('[type=checkbox]')) field.checked = false;
    else field.value = '';
  }
}

function add(rows) {
  const last = [...rows.querySelectorAll('[data-repeat-row]')].at(-1), row = last.cloneNode(true);
  for (const element of row.querySelectorAll('[name], [id], [for], [aria-describedby]')) {
    for (const attribute of ['name', 'id', 'for', 'aria-describedby']) {
      const value = element.getAttribute(attribute);
      if (value) element.setAttribute(attribute, value.replace(/-(\d+)-/, (_, number) => `-${+number + 1}-`));
    }
  }
  blank(row);
  last.after(row);
  fields(row)[0]?.focus();
}

addEventListener('click', ({target}) => {
  const adds = target.closest('[data-repeat-add]'), row = target.closest('[data-repeat-remove]')?.closest('[data-repeat-row]');
  if (adds) add(document.getElementById(adds.dataset.repeatAdd));
  if (!row) return;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  if (!next) return blank(row);
  row.remove();
  fields(next)[0]?.focus();
});
