// <form data-autosubmit>: a tick posts at once. One that could not be kept flips back.
addEventListener('change', ({target: {form}}) => form?.matches('[data-autosubmit]') && form.requestSubmit());
addEventListener('problem', ({target}) => target.matches('.tick-form') && target.reset());
