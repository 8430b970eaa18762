// What did not work is said where it was done; what was typed stays.
const {body} = document, on = addEventListener;
const place = source => source.closest?.('form') ?? source.closest?.('.card, .page') ?? body.querySelector('main');
const forget = at => at.parentElement.querySelectorAll('.said').forEach(box => box.remove());

function say({sourceElement, request}, html) {
  const at = place(sourceElement), box = document.createElement('div'), {notLoaded, notSaved} = body.dataset;
  box.className = 'said';
  box.innerHTML = html || `<div class="msg bad" role="alert">${request.method === 'GET' ? notLoaded : notSaved}</div>`;
  forget(at);
  at.matches('.button-form, .tick-form, .tag form') ? at.closest('li, .row, .tag, td, form').after(box) : at.prepend(box);
  if (at.matches('.tick-form')) at.reset();
}
on('htmx:response:error', ({detail: {ctx}}) => {
  const message = /^\s*<div class="msg/.test(ctx.text) && ctx.text;
  if (message) ctx.swap = 'none';
  if (message || ![409, 422].includes(ctx.response.status)) say(ctx, message);
});
on('htmx:error', ({detail: {ctx}}) => ctx?.request && say(ctx));
on('htmx:before:request', ({target}) => {
  forget(place(target));
  if (target.matches?.('[data-conceal]')) target.previousElementSibling?.remove();
});
