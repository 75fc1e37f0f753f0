// Sends what the outbox holds: in batches, again and again until our server has it. When it is not sure that nobody
// answered elsewhere meanwhile, it first asks what the server has.
import { exchange, wholeJson, noContent } from './exchange.js';

const BATCH_MS = 600;
const MOST_AT_ONCE = 100;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 60000;
const SAVE_PATIENCE_MS = 15000;
const SENT_BEFORE = 409;
const UNREADABLE = 400;

export class Autosave {
  // `sheet` is what the page shows: { shown, takeOver(newer) }.
  constructor(form, outbox, sheet, say) {
    Object.assign(this, { form, outbox, sheet, say, retryMs: FIRST_RETRY_MS });
    this.url = `${location.pathname}/responses`;
    addEventListener('online', () => this.flush());
    addEventListener('pageshow', ({ persisted }) => persisted && this.comeBack());
    addEventListener('storage', ({ key }) => (key === outbox.key || key === null) && this.changedElsewhere());
    document.addEventListener('visibilitychange', () => (document.hidden ? this.flush() : this.prove()));
  }

  add(name, value) {
    if (this.isOver) return;
    this.outbox.add(name, value);
    this.flushIn(BATCH_MS);
  }

  moveTo(position) {
    if (this.isOver) return;
    this.outbox.moveTo(position);
    this.flushIn(BATCH_MS);
  }

  flushIn(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), ms);
  }

  // True when nothing is left to send. Two calls at once share one request.
  flush() {
    clearTimeout(this.timer);
    this.running ??= this.send().finally(() => { this.running = undefined; });
    return this.running;
  }

  // As `flush`, and true only if our server was heard just now, and has no newer answers than this page.
  async prove() {
    await this.running;
    this.outbox.isDoubtful = true;
    return this.flush();
  }

  // From the browser's memory, by Back or Forward. What was sent or deleted meanwhile is not shown again.
  async comeBack() {
    await this.prove();
    if (this.isOver) location.reload();
  }

  changedElsewhere() {
    this.sheet.takeOver(this.outbox.responses);
    if (this.outbox.isDoubtful) this.flushIn(BATCH_MS);
  }

  async send() {
    while (!this.isRefused && (!this.outbox.isEmpty || this.outbox.isDoubtful)) {
      const answer = await (this.outbox.isDoubtful ? this.ask() : this.post());
      if (answer.kind !== 'done' && !this.isRenewable(answer)) return this.undelivered(answer);
    }
    if (this.isToBeTold && !this.isRefused) this.say('Saved');
    this.isToBeTold = false;
    return !this.isRefused;
  }

  async ask() {
    const after = encodeURIComponent(this.form.elements.after.value);
    const answer = await exchange(after ? `${this.url}?after=${after}` : this.url, {}, wholeJson);
    if (answer.kind !== 'done') return answer;
    const hasTaken = this.sheet.takeOver(this.outbox.compare(answer.content.responses, this.sheet.shown));
    if (hasTaken) this.isToBeTold = false; // that is told instead
    this.form.elements.csrf_token.value = answer.content.csrf_token;
    return answer;
  }

  async post() {
    const { instrument, edition, after, csrf_token: token } = Object.fromEntries(new FormData(this.form));
    this.sheet.takeOver(this.outbox.responses); // another tab may have put it there
    const batch = this.outbox.batch(MOST_AT_ONCE);
    const answer = await exchange(this.url, {
      method: 'POST',
      keepalive: true,
      patience: SAVE_PATIENCE_MS,
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token },
      body: JSON.stringify({ instrument, edition, after, ...batch }),
    }, noContent);
    if (answer.kind === 'done') {
      this.outbox.acknowledge(batch, this.sheet.shown);
      Object.assign(this, { retryMs: FIRST_RETRY_MS, isRenewed: false, isToBeTold: true });
    }
    return answer;
  }

  // A form's token may have grown old: with a new one it is tried once more.
  isRenewable({ kind, status }) {
    if (kind !== 'refused' || status !== UNREADABLE || this.isRenewed) return false;
    this.isRenewed = this.outbox.isDoubtful = true;
    return true;
  }

  undelivered({ kind, status }) {
    this.isCutOff = kind === 'lost';
    this.outbox.isDoubtful = this.isToBeTold = true;
    if (kind === 'gone' || kind === 'refused') return this.refused(status);
    this.say(waiting(kind, this.outbox.isOnDevice));
    this.flushIn(this.retryMs * (0.75 + Math.random() / 2));
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
    return false;
  }

  refused(status) {
    this.isRefused = true;
    this.isOver = [404, 410, SENT_BEFORE].includes(status);
    if (this.isOver) this.outbox.clear();
    this.say(status === SENT_BEFORE
      ? 'You have already sent your answers. Reload this page to see your result.'
      : this.isOver ? 'These answers were deleted.'
        : 'This answer could not be saved. Send the page as it is: our server will say what is wrong.');
    return false;
  }
}

function waiting(kind, isOnDevice) {
  if (kind === 'strange') {
    const where = isOnDevice ? 'Kept on this device' : 'Kept on this page alone: leave it open';
    return `${where}. Something else answered in our server’s place; if this network wants you to sign in, do that in another tab. It is not sent yet, and we will try again.`;
  }
  const where = isOnDevice ? 'Saved on this device.' : 'Not saved yet: leave this page open.';
  return kind === 'busy' ? `${where} The server is busy: we will try again.` : `${where} It will be sent when the network is back.`;
}
