// <button data-peek="id of an input">: shows the password.
addEventListener('click', ({target}) => {
  const button = target.closest('[data-peek]');
  if (!button) return;
  const input = document.getElementById(button.dataset.peek), shown = input.type === 'password';
  input.type = shown ? 'text' : 'password';
  button.setAttribute('aria-pressed', shown);
});
