// An answer that changes nothing says so next to where the action was; what was typed stays.
const said = 'data-problem-said';

function place(source) {
  return source?.closest?.('form') ?? source?.closest?.('.card, .page, main') ?? document.getElementById('main');
}

function say(ctx, html) {
  const at = place(ctx.sourceElement), box = document.createElement('div');
  box.setAttribute(said, '');
  box.innerHTML = html ?? '<div class="msg bad" role="alert"><p></p></div>';
  if (!html) box.querySelector('p').textContent = document.body.dataset[ctx.request.method === 'GET' ? 'notLoaded' : 'notSaved'];
  forget(at);
  // A form that is one button has no room inside.
  at.matches('.button-form, .tick-form, .tag form') ? at.closest('li, .row, .tag, td, form').after(box) : at.prepend(box);
  at.dispatchEvent(new CustomEvent('problem', {bubbles: true}));
}

function forget(at) {
  for (const box of document.querySelectorAll(`[${said}]`)) if (!at || at.contains(box) || at.parentElement.contains(box)) box.remove();
}

addEventListener('htmx:response:error', ({detail: {ctx}}) => {
  const message = /^\s*<div class="msg/.test(ctx.text ?? '');
  if (message) ctx.swap = 'none';
  else if ([409, 422].includes(ctx.response.status)) return; // these carry the form itself
  say(ctx, message ? ctx.text : null);
});
addEventListener('htmx:error', ({detail: {ctx}}) => ctx?.request && say(ctx));
addEventListener('htmx:before:request', ({target}) => forget(place(target)));
