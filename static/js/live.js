// Keeps a workshop's page as the workshop is: asks for a tiny state, and for the page again only when the room
// moved on. Numbers only ever grow, so an answer that comes late, or from a slower process, changes nothing back.
import { ASKING, exchange, wholeJson, leaveFor, wholePage } from './exchange.js';
import { turnPage } from './turn_page.js';

const HIDDEN_TIMES = 5;
const LONGEST_WAIT_MS = 5000; // while somebody looks: the room is there again soon after its server is
const GONE_AFTER_MS = 20000;
const BEHIND_MS = 400;

export class Live {
  constructor(element, onPage) {
    Object.assign(this, { element, onPage, failures: 0, reachedAt: Date.now(), etag: '', typed: new Map() });
    this.served = partOf(element.outerHTML);
    this.version = Number(element.dataset.version);
    this.arrivals = Number(element.dataset.arrivals);
    this.every = Number(element.dataset.every);
    this.told = this.news();
    document.addEventListener('visibilitychange', () => document.hidden || this.askIn(0));
    addEventListener('online', () => this.askIn(0));
    addEventListener('pageshow', ({ persisted }) => persisted && this.askIn(0));
    this.askIn(this.every);
  }

  askIn(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), ms);
  }

  async ask() {
    if (this.isAsking) return;
    this.isAsking = true;
    let isBehind = false;
    try {
      isBehind = await this.look();
      this.failures = 0;
      this.reachedAt = Date.now();
      this.write('connection', '');
    } catch {
      this.failures += 1;
      this.sayLost();
    }
    this.isAsking = false;
    this.askIn(isBehind ? BEHIND_MS : this.wait());
  }

  wait() {
    const jitter = this.every > 1000 ? 0.75 + Math.random() / 2 : 1;
    const wait = document.hidden
      ? this.every * HIDDEN_TIMES
      : Math.min(this.every * 2 ** this.failures, Math.max(this.every, LONGEST_WAIT_MS));
    return wait * jitter;
  }

  // True when the page that came was older than the state: the process that sent it will have caught up in a moment.
  async look() {
    const headers = this.etag ? { 'If-None-Match': this.etag } : {};
    const { status, etag, content: state } = ours(await exchange(this.element.dataset.stateUrl, { headers }, wholeJson));
    if (status >= 304) return false;
    if (state.version > this.version) await this.turn();
    else this.count(state);
    const isBehind = this.version < state.version;
    if (!isBehind) this.etag = etag;
    return isBehind;
  }

  count(state) {
    if (state.version < this.version || state.arrivals < this.arrivals) return;
    this.arrivals = state.arrivals;
    for (const place of this.element.querySelectorAll('[data-count]')) {
      place.textContent = state[place.dataset.count];
    }
    for (const place of this.element.querySelectorAll('[data-sentence]')) {
      if (place.textContent !== state.sentence) place.textContent = state.sentence;
    }
  }

  // The page as it is now, where it differs from the one that is shown.
  async turn() {
    const { status, leadsTo, content } = ours(await exchange(location.href, { headers: ASKING }, wholePage));
    if (status >= 304) return;
    const next = !leadsTo && partOf(content);
    if (!next) return leaveFor(leadsTo ?? location.href);
    if (Number(next.dataset.version) <= this.version) return;
    this.keepTyped();
    turnPage(this.element, this.served, next);
    this.served = next;
    this.version = Number(next.dataset.version);
    this.arrivals = Number(next.dataset.arrivals);
    this.restoreTyped();
    this.announce();
    this.onPage();
  }

  // A sentence that is being written is not lost, even if its field goes away for a while.
  keepTyped() {
    for (const { id, value, defaultValue } of this.element.querySelectorAll('input[id]:not([type=hidden])')) {
      if (value !== defaultValue) this.typed.set(id, value);
      else this.typed.delete(id);
    }
  }

  restoreTyped() {
    for (const [id, value] of this.typed) {
      const field = document.getElementById(id);
      if (field && field.value !== value) field.value = value;
    }
  }

  // For those who listen: what has just come, and not the page from the top.
  announce() {
    const { heading, words } = this.news();
    if (words && words !== this.told.words) this.write('heard', words);
    else if (heading !== this.told.heading) this.write('heard', heading);
    this.told = { heading, words };
  }

  news() {
    const heading = this.element.querySelector('h1')?.textContent ?? '';
    return { heading, words: this.element.querySelector('[data-announce]')?.dataset.announce ?? '' };
  }

  sayLost() {
    if (this.failures < 2) return;
    const time = new Date(this.reachedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    const isGone = Date.now() - this.reachedAt > GONE_AFTER_MS;
    this.write('connection', isGone
      ? `The server has been out of reach since ${time}. What was answered is safe. This page goes on by itself when it is back.`
      : 'Reconnecting …');
  }

  write(place, text) {
    const line = this.element.querySelector(`[data-${place}]`);
    if (line && line.textContent !== text) line.textContent = text;
  }
}

function partOf(text) {
  return new DOMParser().parseFromString(text, 'text/html').querySelector('[data-live]');
}

// Only our own word that the room is over makes the page leave itself; all else is waited for.
function ours(answer) {
  if (answer.kind === 'gone') location.reload();
  else if (answer.kind !== 'done') throw new Error(answer.kind);
  return answer;
}
