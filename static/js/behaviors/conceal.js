// A revealed value that is hidden again is gone at once, also when the server is away.
addEventListener('htmx:before:request', ({target}) => target.matches('[data-conceal]') && target.previousElementSibling?.remove());
