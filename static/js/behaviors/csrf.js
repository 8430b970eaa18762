// Every htmx request proves that it comes from this page; empty filters stay out of the address.
addEventListener('htmx:config:request', ({detail: {ctx: {request}}}) => {
  request.headers['X-CSRFToken'] = document.querySelector('meta[name="csrf-token"]').content;
  if (request.method !== 'GET') return;
  for (const [name, value] of [...request.body]) if (value === '') request.body.delete(name);
});
