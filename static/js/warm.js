// Fetches a file early and quietly, so that the page that needs it finds it in the browser's cache.
const warmed = new Set();

export function warm(url) {
  if (warmed.has(url) || navigator.connection?.saveData) return;
  warmed.add(url);
  requestIdle(() => fetch(url, { priority: 'low' }).catch(() => warmed.delete(url)));
}

function requestIdle(run) {
  (window.requestIdleCallback ?? setTimeout)(run);
}
