// Keeps a workshop's page as the workshop is: asks for a tiny state, and for the page again only when the room
// moved on. Numbers only ever grow, so an answer that comes late, or from a slower process, changes nothing back.
const HIDDEN_TIMES = 5;
const MOST_WAIT_MS = 15000;
const GONE_AFTER_MS = 20000;

export class Live {
  constructor(element, onPage) {
    Object.assign(this, { element, onPage, failures: 0, reachedAt: Date.now(), etag: '' });
    this.version = Number(element.dataset.version);
    this.arrivals = Number(element.dataset.arrivals);
    this.every = Number(element.dataset.every);
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
    try {
      await this.look();
      this.failures = 0;
      this.reachedAt = Date.now();
      this.say('');
    } catch {
      this.failures += 1;
      this.sayLost();
    }
    const jitter = this.every > 1000 ? 0.75 + Math.random() / 2 : 1;
    const slower = (document.hidden ? HIDDEN_TIMES : 1) * 2 ** Math.min(this.failures, 4);
    this.askIn(Math.min(this.every * slower * jitter, Math.max(MOST_WAIT_MS, this.every * HIDDEN_TIMES)));
  }

  async look() {
    const headers = this.etag ? { 'If-None-Match': this.etag } : {};
    const answer = await fetch(this.element.dataset.stateUrl, { headers, cache: 'no-store', signal: AbortSignal.timeout(8000) });
    if (answer.status === 304) return;
    if (answer.status === 404 || answer.status === 410) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const state = await answer.json();
    if (state.version > this.version) await this.turn(state);
    else this.count(state);
    this.etag = answer.headers.get('ETag');
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

  // The page as it is now, in place of the one that is shown; a sentence that is being written is not lost.
  async turn(state) {
    const typed = [...this.element.querySelectorAll('input:not([type=hidden])')].filter((field) => field.value !== field.defaultValue);
    const answer = await fetch(location.href, { cache: 'no-store' });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('[data-live]');
    if (!next) return location.assign(answer.url);
    const focused = document.activeElement?.id;
    this.element.replaceChildren(...next.childNodes);
    this.version = Number(next.dataset.version);
    this.arrivals = Number(next.dataset.arrivals);
    for (const field of typed) restore(field);
    if (focused) document.getElementById(focused)?.focus();
    if (this.version < state.version) return;
    this.announce();
    this.onPage();
  }

  // Only what has just come: a page that is turned is not read out again from the top.
  announce() {
    const words = this.element.querySelector('[data-announce]')?.dataset.announce ?? '';
    if (words !== this.announced) this.say(words);
    this.announced = words;
  }

  sayLost() {
    if (this.failures < 2) return;
    const time = new Date(this.reachedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    const isGone = Date.now() - this.reachedAt > GONE_AFTER_MS;
    this.say(isGone
      ? `The server cannot be reached since ${time}. What was answered is safe. This page goes on by itself when it is back.`
      : 'Reconnecting …');
  }

  say(text) {
    const line = this.element.querySelector('[data-connection]');
    if (!line || line.textContent === text) return;
    if (text === '' && line.textContent === this.announced) return;
    line.textContent = text;
  }
}

function restore(field) {
  const again = field.id && document.getElementById(field.id);
  if (again) again.value = field.value;
}
