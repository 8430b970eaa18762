// Light, dark or as the system is: a cookie, so that the server draws the next page right from the start.
addEventListener('change', ({target: {name, value}}) => {
  if (name !== 'theme') return;
  document.cookie = `theme=${document.documentElement.dataset.theme = value}; path=/; max-age=31536000; SameSite=Lax`;
});
