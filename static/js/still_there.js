// A private page that was out of sight is shown again only when the server says that it is still there: after Back
// and Forward, and in a tab that is looked at again. What is older than the last withdrawal in this browser is
// fetched anew, whatever it shows; without the server it stays hidden. See docs/adr/0035.
import { ASKING, exchange } from './exchange.js';

const WITHDRAWALS = 'limelight:withdrawals'; // how many there were in this browser: no address is kept, and no day
const SHOWN_AFTER_MS = 2000;
const ASKED_AGAIN_MS = 5000;

const root = document.documentElement;
let countSeen = withdrawals();
const line = Object.assign(document.createElement('p'), { className: 'out-of-sight-line', role: 'status' });
let focused = null;
let isWithdrawing = false;
let looks = 0;
let timer = 0;

export function keepWithdrawn() {
  addEventListener('pagehide', () => {
    if (isWithdrawing) countOne(); // not at the press: only now has the server answered it
    isWithdrawing = false;
    hide();
  });
  addEventListener('pageshow', ({ persisted }) => persisted && look());
  addEventListener('storage', ({ key }) => key === WITHDRAWALS && look());
  addEventListener('online', () => isHidden() && look());
  document.addEventListener('visibilitychange', () => (document.hidden ? hide() : look()));
  document.addEventListener('submit', ({ target }) => { isWithdrawing = 'withdraws' in target.dataset; });
}

async function look() {
  hide();
  looks += 1;
  const mine = looks;
  const count = withdrawals();
  const isOld = count !== countSeen;
  timer = setTimeout(isOld ? wait : show, SHOWN_AFTER_MS);
  const { isOurs, isGone, path } = await ask(location.pathname);
  if (isGone || (isOurs && isOld && !hasAnswers())) return leave(path, isGone);
  if (mine !== looks || (isOld && !isOurs)) return;
  countSeen = count;
  show();
}

// Where only presses are answered, the page they came from is asked for: it is the address above.
async function ask(path) {
  const { kind, status, leadsTo } = await exchange(path, { method: 'HEAD', headers: ASKING }, { takes: () => false });
  if (status === 405) return ask(path.slice(0, path.lastIndexOf('/')) || '/');
  const isOurs = ['done', 'gone', 'refused'].includes(kind);
  return { isOurs, isGone: isOurs && (kind !== 'done' || Boolean(leadsTo)), path };
}

// A questionnaire shows nothing but what was answered, and asks by itself whether that is so: it is not loaded anew.
function hasAnswers() {
  return document.querySelector('[data-questionnaire]') !== null;
}

function leave(path, isGone) {
  if (!isGone) dispatchEvent(new Event('limelight:anew')); // what was typed is kept
  location.replace(path === location.pathname ? path + location.search : path);
}

function hide() {
  clearTimeout(timer);
  if (isHidden()) return;
  focused = document.activeElement;
  root.classList.add('is-out-of-sight');
}

function show() {
  clearTimeout(timer);
  if (document.hidden || !isHidden()) return;
  root.classList.remove('is-out-of-sight');
  line.remove();
  focused?.focus({ preventScroll: true }); // what is hidden loses the keyboard
}

function isHidden() {
  return root.classList.contains('is-out-of-sight');
}

function wait() {
  if (!line.isConnected) document.body.append(line);
  line.textContent = 'Something was taken back in this browser. This page is shown again when the server says that it is still there.';
  timer = setTimeout(look, ASKED_AGAIN_MS);
}

function withdrawals() {
  try { return Number(localStorage.getItem(WITHDRAWALS)); } catch { return 0; }
}

function countOne() {
  try { localStorage.setItem(WITHDRAWALS, withdrawals() + 1); } catch { /* the server is asked all the same */ }
}
