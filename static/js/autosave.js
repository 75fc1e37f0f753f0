// Sends what the outbox holds: in batches, again and again until the server has it.
const BATCH_MS = 600;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 60000;

export class Autosave {
  constructor(form, outbox, say) {
    Object.assign(this, { form, outbox, say, retryMs: FIRST_RETRY_MS });
    this.url = `${location.pathname}/responses`;
    addEventListener('online', () => this.flush());
    addEventListener('pageshow', ({ persisted }) => persisted && this.flush());
    document.addEventListener('visibilitychange', () => document.hidden && this.flush());
  }

  add(name, value) {
    this.outbox.add(name, value);
    this.flushIn(BATCH_MS);
  }

  moveTo(position) {
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

  async send() {
    while (!this.outbox.isEmpty && !this.isRefused) {
      const { responses, position } = this.outbox;
      let answer;
      try {
        answer = await this.post({ responses, position });
      } catch {
        return this.later('Saved on this device. It will be sent when the network is back.');
      }
      if (answer.status >= 500 || answer.status === 429) {
        return this.later('Saved on this device. The server is busy: we will try again.');
      }
      if (!answer.ok) return this.refused(answer.status);
      this.outbox.acknowledge({ responses, position });
      this.retryMs = FIRST_RETRY_MS;
      this.say('Saved');
    }
    return !this.isRefused;
  }

  post(body) {
    const { instrument, edition, csrf_token: token } = Object.fromEntries(new FormData(this.form));
    return fetch(this.url, {
      method: 'POST',
      keepalive: true,
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token },
      body: JSON.stringify({ instrument, edition, ...body }),
    });
  }

  later(text) {
    this.say(text);
    this.flushIn(this.retryMs * (0.75 + Math.random() / 2));
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
    return false;
  }

  refused(status) {
    this.isRefused = true;
    if (status === 409) {
      this.outbox.clear();
      this.say('You have already sent your answers. Reload this page to see your result.');
    } else if (status === 404) {
      this.outbox.clear();
      this.say('These answers were deleted.');
    } else {
      this.say('This answer could not be saved. Reload the page: your answers are kept on this device.');
    }
    return false;
  }
}
