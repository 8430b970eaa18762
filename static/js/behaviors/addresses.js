// Empty filters stay out of the address.
addEventListener('htmx:config:request', ({detail: {ctx: {request: {method, body}}}}) => {
  if (method === 'GET') for (const [name, value] of [...body]) if (value === '') body.delete(name);
});
