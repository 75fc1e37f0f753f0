// The questionnaire with JavaScript: one item at a time, every answer saved at once, nothing lost offline.
import './floor.js';
import './looked_after.js';
import { Autosave } from './autosave.js';
import { Outbox } from './outbox.js';
import { Pace } from './pace.js';
import { Sheet, itemOf, optionOf } from './sheet.js';
import { Stepper } from './stepper.js';
import { answerByKey } from './item_keys.js';
import { offerToSend } from './send_to_myself.js';
import { sendWhenOnline } from './send_when_online.js';
import { warm } from './warm.js';

const form = document.querySelector('[data-questionnaire]');
const status = form.querySelector('[data-save-status]');
const say = (text) => { status.textContent = text; };

const pace = new Pace(form);
const stepper = new Stepper(form, (position) => {
  autosave.moveTo(position);
  if (stepper.isHalfway) warm(form.dataset.warm);
}, (item) => pace.open(item));
const sheet = new Sheet(form);
const outbox = new Outbox(location.pathname, form.elements.after.value, sheet.served);
const autosave = new Autosave(form, outbox, sheet, say);

form.autocomplete = 'off'; // what the browser remembers of this form is older than what we do
for (const [item, option] of Object.entries(sheet.shown)) {
  if (sheet.served[item] !== option) autosave.add(item, option); // answered before this script was here
}
sheet.takeOver(outbox.compare(sheet.served, sheet.shown));
sheet.takeOver(outbox.responses);
sheet.onTaken = (taken) => say(stepper.taken(taken));

form.addEventListener('change', ({ target }) => {
  if (target.type !== 'radio') return;
  pace.answered(itemOf(target));
  autosave.add(itemOf(target), optionOf(target));
  stepper.answered(target);
});
answerByKey(form, () => stepper.next());
sendWhenOnline(form, autosave, () => stepper.rewind());
offerToSend(location.origin + location.pathname);
stepper.start();
autosave.flush();
