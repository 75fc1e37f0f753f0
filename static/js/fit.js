// Makes all that a room's screen has to say fit on it: nobody can scroll a wall. Too many words are written smaller.
const SMALLEST = 0.6;
const STEPS = 7;
const WALL = '(min-width: 60rem)'; // as in projector.css; whoever opens it on a phone can scroll

export function keepFitting() {
  if (!document.querySelector('[data-room]')) return;
  fit();
  addEventListener('resize', fit);
}

export function fit() {
  const room = document.querySelector('[data-room]');
  if (!room) return;
  document.documentElement.classList.toggle('has-chart', room.querySelector('.chart') !== null);
  const write = (size) => document.documentElement.style.setProperty('--fit', size); // not the room's: it is copied
  write(1);
  if (!isTooTall() || !matchMedia(WALL).matches) return;
  let [fits, tooLarge] = [SMALLEST, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const size = (fits + tooLarge) / 2;
    write(size);
    if (isTooTall()) tooLarge = size;
    else fits = size;
  }
  write(fits);
}

function isTooTall() {
  return document.documentElement.scrollHeight > innerHeight;
}
