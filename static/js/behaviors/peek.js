// <button data-peek="id of a password input">: shows what was typed.
addEventListener('click', ({target}) => {
  const button = target.closest('[data-peek]');
  if (!button) return;
  const input = document.getElementById(button.dataset.peek);
  const shown = input.type === 'password';
  input.type = shown ? 'text' : 'password';
  button.setAttribute('aria-pressed', shown);
});
