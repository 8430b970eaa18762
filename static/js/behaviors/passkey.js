// Asks the device, then sends its answer.
const form = document.querySelector('[data-passkey]'), {verb, passkey} = form.dataset, failed = form.querySelector('[data-failed]');

form.addEventListener('submit', async event => {
  const {answer} = form.elements, read = `parse${verb === 'create' ? 'Creation' : 'Request'}OptionsFromJSON`;
  if (answer.value) return;
  event.preventDefault();
  failed.hidden = true;
  try {
    const publicKey = PublicKeyCredential[read](JSON.parse(passkey));
    answer.value = JSON.stringify(await navigator.credentials[verb]({publicKey}));
    form.requestSubmit();
  } catch {
    failed.hidden = false;
  }
});
form.requestSubmit();
