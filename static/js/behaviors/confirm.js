// <form data-confirm="Delete Amara Okafor?">: asks first. The safe button has the focus.
addEventListener('submit', event => {
  const form = event.target, question = form.dataset.confirm, dialog = document.getElementById('confirm');
  if (!question || form.dataset.confirmed || !dialog) return delete form.dataset.confirmed;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter ?? form.querySelector('[type=submit]');
  dialog.querySelector('h2').textContent = question;
  dialog.querySelector('.body').textContent = form.dataset.confirmMore ?? '';
  dialog.querySelector('[data-yes]').textContent = button.getAttribute('aria-label') ?? button.textContent.trim();
  dialog.returnValue = '';
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== 'yes') return;
    form.dataset.confirmed = 'yes';
    form.requestSubmit(event.submitter);
  }, {once: true});
  dialog.showModal();
}, {capture: true});
