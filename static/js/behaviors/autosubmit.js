// <form data-autosubmit>: a tick posts at once. A tick that could not be kept flips back.
addEventListener('change', ({target}) => target.form?.matches('[data-autosubmit]') && target.form.requestSubmit());
addEventListener('problem', ({target}) => target.matches('.tick-form') && target.reset());
