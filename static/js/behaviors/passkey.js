// <form data-passkey="options of the server" data-verb="get or create">: asks the device, then sends its answer.
const form = document.querySelector('form[data-passkey]');
const failed = form.querySelector('[data-failed]');

async function ask(event) {
  if (form.elements.answer.value) return;
  event.preventDefault();
  failed.hidden = true;
  try {
    const {verb, passkey} = form.dataset;
    const read = verb === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
    const publicKey = PublicKeyCredential[read](JSON.parse(passkey));
    form.elements.answer.value = JSON.stringify(await navigator.credentials[verb]({publicKey}));
    form.requestSubmit();
  } catch {
    failed.hidden = false;
  }
}

form.addEventListener('submit', ask);
form.requestSubmit();
