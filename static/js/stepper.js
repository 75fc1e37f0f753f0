// One item at a time. The address's #fragment says which, so Back and reload do what one expects.
import { itemOf } from './sheet.js';

const AUTO_ADVANCE_KEY = 'limelight:auto-advance';
const SETTLING_MS = 400; // a second tap of a double one still means what was there before
const REWINDING_MS = 1000;

const MILESTONES = { 0.25: 'A quarter done.', 0.5: 'Halfway there.', 0.75: 'Three quarters done.' };

export class Stepper {
  constructor(form, onMove, onShow) {
    const find = (name) => form.querySelector(`[data-${name}]`);
    Object.assign(this, {
      form, onMove, onShow, heading: find('heading'), intro: find('intro'), progress: find('progress'),
      text: find('progress-text'), milestone: find('milestone'), bar: form.querySelector('progress'),
      finish: find('finish'), finishText: find('finish-text'),
      finishList: find('finish-list'), buttons: find('step-buttons'), back: find('back'),
      forward: find('continue'), auto: find('auto-advance'), title: document.title,
    });
    this.items = [...form.querySelectorAll('[data-item]')];
    this.askedBefore = Number(form.dataset.askedBefore); // of an edition that was finished: numbers go on from there
    this.steps = [...this.items, this.finish];
    this.ready = this.finishText.textContent;
  }

  start() {
    this.form.classList.add('is-stepping');
    this.progress.hidden = this.buttons.hidden = false;
    this.auto.checked = remembered();
    this.auto.addEventListener('change', () => remember(this.auto.checked));
    this.back.addEventListener('click', () => this.go(this.at - 1));
    this.forward.addEventListener('click', () => this.next());
    this.form.addEventListener('pointerdown', () => { this.isPointer = true; });
    this.form.addEventListener('keydown', () => { this.isPointer = false; });
    const start = this.named(this.form.dataset.position) ?? 0;
    const fromAddress = () => this.named(location.hash.slice(1)) ?? start;
    this.countSteps(0);
    addEventListener('popstate', () => {
      this.countSteps(this.depth + 1);
      if (!this.isRewinding) this.show(fromAddress(), true);
    });
    this.show(fromAddress(), false);
    document.querySelector('[data-error-summary]')?.focus();
  }

  // Each entry of the history knows how many of ours stand before it; a link within the page adds one that does not.
  countSteps(unknown) {
    this.depth = history.state?.depth ?? unknown;
    history.replaceState({ depth: this.depth }, '');
  }

  // Goes back over all steps, so that what the form leads to takes their place: Back from there leaves (docs/adr/0037).
  async rewind() {
    if (!this.depth) return;
    this.isRewinding = true;
    await new Promise((done) => {
      addEventListener('popstate', done, { once: true });
      setTimeout(done, REWINDING_MS);
      history.go(-this.depth);
    });
    this.isRewinding = false;
  }

  // Answers that another tab or device gave; returns what there is to say of them.
  taken(radios) {
    this.showProgress();
    if (this.at === this.items.length) this.showOpen();
    const numbers = radios.map((radio) => this.numberOf(radio.closest('[data-item]')));
    return `Taken over from another tab or device: question${numbers.length > 1 ? 's' : ''} ${numbers.join(', ')}.`;
  }

  // The item to come back to; after the last one it is the last.
  get position() {
    return itemOf(this.items[Math.min(this.at, this.items.length - 1)]);
  }

  get total() {
    return this.askedBefore + this.items.length;
  }

  numberOf(item) {
    return this.askedBefore + this.items.indexOf(item) + 1;
  }

  get isHalfway() {
    return this.at * 2 >= this.items.length;
  }

  next() {
    const item = this.items[this.at];
    if (item && !isAnswered(item)) return complain(item, this.numberOf(item));
    this.go(this.at + 1);
  }

  answered(radio) {
    radio.closest('[data-item]').querySelector('.item-error')?.remove();
    this.showProgress();
    if (this.auto.checked && this.isPointer) this.go(this.at + 1);
  }

  go(index) {
    if (index < 0) return;
    history.pushState({ depth: this.depth += 1 }, '', `#${this.steps[index].id}`);
    document.querySelector('[data-error-summary]')?.remove();
    this.show(index, true);
    this.milestone.textContent = MILESTONES[(this.askedBefore + index) / this.total] ?? '';
    this.onMove(this.position);
  }

  show(index, moveFocus) {
    this.at = index;
    this.settle();
    this.steps.forEach((step, each) => step.classList.toggle('is-current', each === index));
    for (const part of this.form.querySelectorAll('.part')) {
      part.classList.toggle('has-current', part.contains(this.steps[index]));
    }
    const isFinish = index === this.items.length;
    this.forward.hidden = this.auto.parentElement.hidden = isFinish;
    this.back.hidden = index === 0;
    for (const each of [this.intro, ...document.querySelectorAll('[data-before-first]')]) each.hidden = index > 0;
    this.heading.classList.toggle('visually-hidden', index > 0);
    this.showProgress();
    this.onShow(isFinish || isAnswered(this.steps[index]) ? undefined : itemOf(this.steps[index]));
    if (isFinish) this.showOpen();
    if (!moveFocus) return;
    this.steps[index].querySelector('legend, h2').focus();
    scrollTo(0, 0);
  }

  // Nothing that has just come under the pointer can be chosen by the press that brought it there.
  settle() {
    this.form.classList.add('is-settling');
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.form.classList.remove('is-settling'), SETTLING_MS);
  }

  showProgress() {
    const done = this.askedBefore + this.items.filter(isAnswered).length;
    this.bar.value = done;
    const item = this.items[this.at];
    const place = item ? `Question ${this.numberOf(item)} of ${this.total}` : `${done} of ${this.total} done`;
    this.text.textContent = place;
    document.title = this.title.replace(/^(Error: )?/, `$1${place} – `);
  }

  showOpen() {
    const open = this.items.filter((item) => !isAnswered(item));
    this.finishText.textContent = open.length ? 'These are still open:' : this.ready;
    this.finishList.hidden = !open.length;
    this.finishList.replaceChildren(...open.map((item) => {
      const link = Object.assign(document.createElement('a'), { href: `#${item.id}` });
      link.textContent = `Question ${this.numberOf(item)}`;
      const entry = document.createElement('li');
      entry.append(link);
      return entry;
    }));
  }

  named(id) {
    const step = id && document.getElementById(id)?.closest('[data-item], [data-finish]');
    return step ? this.steps.indexOf(step) : undefined;
  }
}

function isAnswered(item) {
  return item.querySelector(':checked') !== null;
}

function complain(item, number) {
  if (!item.querySelector('.item-error')) {
    const passedOver = item.querySelector('[value="pass"]').parentElement.textContent.trim().toLowerCase();
    const error = Object.assign(document.createElement('p'), { className: 'item-error', role: 'alert' });
    error.textContent = `Question ${number}: choose an answer, or “${passedOver}”`;
    item.querySelector('legend').after(error);
  }
  item.querySelector('input').focus();
}

function remembered() {
  try { return localStorage.getItem(AUTO_ADVANCE_KEY) === 'yes'; } catch { return false; }
}

function remember(isOn) {
  try { localStorage.setItem(AUTO_ADVANCE_KEY, isOn ? 'yes' : 'no'); } catch { /* for this page only, then */ }
}
