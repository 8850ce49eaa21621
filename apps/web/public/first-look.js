// Runs before anything is drawn, so that nobody who chose a dark screen is dazzled first. A file of its own because
// the content security policy allows no script inside the page. What is read here is written by lib/preferences.ts.
try {
  const { theme, contrast } = JSON.parse(localStorage.getItem('hadir-preferences') ?? '{}');
  if (theme !== undefined) document.documentElement.dataset.theme = theme;
  if (contrast !== undefined) document.documentElement.dataset.contrast = contrast;
} catch {
  // Storage is closed or holds something else: the look of the device.
}
