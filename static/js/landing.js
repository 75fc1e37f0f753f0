// On the first page: what this browser has open, each with a way back to it and a way to forget it.
import './floor.js';
import { forget, forgetAll, openedPages } from './ways_back.js';

const WORDS = {
  questionnaire: () => 'Your questions: go on answering',
  result: () => 'Your result',
  participant: (name) => `Your place in the workshop “${name}”`,
  console: (name) => `The workshop you run: “${name}”`,
};

const section = document.querySelector('[data-opened]');
const list = section.querySelector('ul');

function showOpened() {
  const entries = openedPages().filter(({ kind }) => kind in WORDS);
  section.hidden = !entries.length;
  list.replaceChildren(...entries.map(row));
}

function row({ path, kind, name, day }) {
  const words = WORDS[kind](name);
  const link = Object.assign(document.createElement('a'), { href: path, textContent: words, dir: 'auto' });
  const when = Object.assign(document.createElement('span'), {
    className: 'quiet',
    textContent: ` opened on ${new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })} `,
  });
  const button = Object.assign(document.createElement('button'), { className: 'forget', type: 'button', textContent: 'Forget' });
  button.setAttribute('aria-label', `Forget: ${words}`);
  button.addEventListener('click', () => {
    forget(path);
    showOpened();
    (section.querySelector('button') ?? document.querySelector('main')).focus();
  });
  const item = document.createElement('li');
  item.append(link, when, button);
  return item;
}

section.querySelector('[data-forget-all]').addEventListener('click', () => {
  forgetAll();
  showOpened();
  document.querySelector('main').focus();
});
addEventListener('pageshow', showOpened);
addEventListener('storage', showOpened);
showOpened();
