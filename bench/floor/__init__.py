"""The floor: the same pages as cheap as Flask can make them. Hand-written SQL, tight templates, sign-in, CSRF."""
