// Asks that the room's screen does not go dark while it is looked at. Where that is refused, it does as it always did.
export function keepAwake() {
  if (!document.querySelector('[data-room]') || !navigator.wakeLock) return;
  askToStayAwake();
  document.addEventListener('visibilitychange', askToStayAwake); // the browser lets go of it when the tab is hidden
}

function askToStayAwake() {
  if (!document.hidden) navigator.wakeLock.request('screen').catch(() => {});
}
