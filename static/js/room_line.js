// Beside the questions of a participant: what the room does meanwhile, in one quiet line. Answering never waits for it.
const EVERY_MS = 4000;
const HIDDEN_TIMES = 5;

const line = document.querySelector('[data-room-line]');
let etag = '';
let timer = 0;

async function ask() {
  try {
    const headers = etag ? { 'If-None-Match': etag } : {};
    const answer = await fetch(line.dataset.stateUrl, { headers, cache: 'no-store', signal: AbortSignal.timeout(8000) });
    if (answer.status === 200) {
      const state = await answer.json();
      say(state.round === Number(line.dataset.round) ? state.while_answering : line.dataset.over);
      etag = answer.headers.get('ETag');
    }
  } catch {
    // The network is away: the questions themselves say so, and keep the answers.
  }
  askLater();
}

function say(text) {
  if (line.textContent !== text) line.textContent = text;
}

function askLater() {
  clearTimeout(timer);
  timer = setTimeout(ask, EVERY_MS * (document.hidden ? HIDDEN_TIMES : 1) * (0.75 + Math.random() / 2));
}

document.addEventListener('visibilitychange', () => document.hidden || ask());
askLater();
