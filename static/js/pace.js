// How fast somebody answers: how long each item was to be seen before its first answer. The times stay here;
// what goes with the answers is one number, the median in whole seconds, and no more than MOST of them.
const MOST = 10;

export class Pace {
  constructor(form) {
    this.seconds = [];
    this.items = form.querySelectorAll('[data-item]').length;
    form.addEventListener('submit', () => { form.querySelector('[data-pace]').value = this.median; });
  }

  // An item that waits for its first answer came into sight, or nothing to measure.
  open(item) {
    Object.assign(this, { item, since: performance.now() });
  }

  answered(item) {
    if (item !== this.item) return;
    this.seconds.push((performance.now() - this.since) / 1000);
    this.item = undefined;
  }

  // Empty when fewer than half of the items were measured: the others were answered another time.
  get median() {
    const { seconds, items } = this;
    if (seconds.length * 2 < items) return '';
    seconds.sort((one, other) => one - other);
    const median = (seconds[Math.floor((seconds.length - 1) / 2)] + seconds[Math.floor(seconds.length / 2)]) / 2;
    return String(Math.min(Math.floor(median), MOST));
  }
}
