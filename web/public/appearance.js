// Sets the appearance before the first paint. A file of its own, because no inline script is allowed to run here.
(() => {
  const root = document.documentElement;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem('racemic.appearance') ?? '{}') ?? {};
  } catch {
    kept = {};
  }
  const asks = (query) => matchMedia(query).matches;
  const dark = kept.scheme === 'dark' || (kept.scheme !== 'light' && asks('(prefers-color-scheme: dark)'));
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  if (kept.contrast === 'more' || (kept.contrast !== 'usual' && asks('(prefers-contrast: more)')))
    root.setAttribute('data-contrast', 'more');
  if (kept.display === 'wall') root.setAttribute('data-display', 'wall');
})();
