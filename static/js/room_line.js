// Beside the questions of a participant: what the room does meanwhile, in one quiet line. Answering never waits for it.
import './floor.js';
import { exchange, wholeJson } from './exchange.js';

const EVERY_MS = 4000;
const HIDDEN_TIMES = 5;

const line = document.querySelector('[data-room-line]');
let etag = '';
let timer = 0;

// When nobody of ours answers, the questions themselves say so, and keep the answers.
async function ask() {
  const { status, etag: newest, content: state } = await exchange(line.dataset.stateUrl, { headers: etag ? { 'If-None-Match': etag } : {} }, wholeJson);
  if (status === 200 && state) {
    say(state.round === Number(line.dataset.round) ? state.while_answering : line.dataset.over);
    etag = newest;
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
