// <form data-confirm="Delete Amara?">: asks first. The safe button has the focus.
const dialog = document.getElementById('confirm');
addEventListener('submit', event => {
  const {target: form, submitter} = event, {dataset} = form, button = submitter ?? form.querySelector('[type=submit]');
  if (!dataset.confirm || dataset.confirmed) return delete dataset.confirmed;
  event.preventDefault();
  event.stopImmediatePropagation();
  dialog.querySelector('h2').textContent = dataset.confirm;
  dialog.querySelector('.body').textContent = dataset.confirmMore;
  dialog.querySelector('[data-yes]').textContent = button.ariaLabel ?? button.textContent;
  dialog.returnValue = '';
  dialog.onclose = () => {
    if (dialog.returnValue !== 'yes') return;
    dataset.confirmed = 'yes';
    form.requestSubmit(submitter);
  };
  dialog.showModal();
}, true);
