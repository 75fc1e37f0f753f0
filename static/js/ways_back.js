// What was opened in this browser, for the way back from the first page. It stays on this device, and can be switched
// off where it is written; nothing of it is sent anywhere. See docs/adr/0038.
const OPENED = 'limelight:opened';
const SWITCHED_OFF = 'limelight:opened-off';
const KEPT_DAYS = 30;

// The latest page of each secret, newest first: { path, kind, name, day }.
export function openedPages() {
  const earliest = new Date(Date.now() - KEPT_DAYS * 86400000).toISOString();
  return Object.values(read()).filter(({ day }) => day >= earliest.slice(0, 10)).reverse();
}

export function forget(path) {
  const { [secretIn(path)]: forgotten, ...others } = read();
  if (forgotten) write(others);
}

export function forgetAll() {
  write({});
}

export function keepWayBack() {
  const { remember: kind, rememberName: name = '' } = document.querySelector('main').dataset;
  const path = location.pathname.split('/').slice(0, 3).join('/'); // also of a page that answered a press
  if (kind === 'nothing') return read()[secretIn(path)]?.path === location.pathname && forget(path);
  const note = () => !isOff() && kind && write({ ...without(path), [secretIn(path)]: { path, kind, name, day: today() } });
  note();
  offerSwitch((isOn) => {
    attempt(() => (isOn ? localStorage.removeItem(SWITCHED_OFF) : localStorage.setItem(SWITCHED_OFF, 'yes')));
    if (isOn) note();
    else forgetAll();
  });
  document.addEventListener('submit', ({ target }) => {
    if (target.dataset.withdraws !== 'all') return;
    const deleted = new URL(target.action).pathname;
    forget(deleted);
    addEventListener('pagehide', () => dropKept(secretIn(deleted)), { once: true }); // not at the press: it may not arrive
  });
}

// Answers and words that were kept on this device until they are sent: nobody is to have them any more.
function dropKept(secret) {
  for (const storage of ['localStorage', 'sessionStorage']) {
    attempt(() => Object.keys(window[storage]).filter((key) => key.split('/').includes(secret)).forEach((key) => window[storage].removeItem(key)));
  }
}

function offerSwitch(turn) {
  const place = document.querySelector('[data-ways-back]');
  if (!place) return;
  const box = place.querySelector('input');
  box.checked = !isOff();
  box.addEventListener('change', () => turn(box.checked));
  place.hidden = false;
}

// So that what was opened last is the last.
function without(path) {
  const { [secretIn(path)]: _, ...others } = read();
  return others;
}

function secretIn(path) {
  return path.split('/')[2];
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

function isOff() {
  return attempt(() => localStorage.getItem(SWITCHED_OFF)) === 'yes';
}

function read() {
  return attempt(() => JSON.parse(localStorage.getItem(OPENED))) ?? {};
}

function write(entries) {
  attempt(() => (Object.keys(entries).length ? localStorage.setItem(OPENED, JSON.stringify(entries)) : localStorage.removeItem(OPENED)));
}

// Storage may be blocked, full, or hold what is not ours: then there is no way back, and nothing else is lost.
function attempt(use) {
  try { return use(); } catch { return undefined; }
}
