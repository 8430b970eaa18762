// data-confirm asks first; the safe button has the focus.
const dialog = document.getElementById('confirm'), part = name => dialog.querySelector(name);
addEventListener('submit', event => {
  const {target: form, submitter} = event, {dataset} = form, button = submitter ?? form.querySelector('[type=submit]');
  if (!dataset.confirm || dataset.confirmed) return delete dataset.confirmed;
  event.preventDefault();
  event.stopImmediatePropagation();
  part('h2').textContent = dataset.confirm;
  part('.body').textContent = dataset.confirmMore;
  part('[data-yes]').textContent = button.ariaLabel ?? button.textContent;
  dialog.returnValue = '';
  dialog.onclose = () => {
    if (dialog.returnValue !== 'yes') return;
    dataset.confirmed = 'yes';
    form.requestSubmit(submitter);
  };
  dialog.showModal();
}, true);
