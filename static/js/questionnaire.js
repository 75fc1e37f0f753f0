// The questionnaire with JavaScript: one item at a time, every answer saved at once, nothing lost offline.
import { Autosave } from './autosave.js';
import { Outbox } from './outbox.js';
import { Pace } from './pace.js';
import { Stepper } from './stepper.js';
import { answerByKey } from './item_keys.js';
import { sendWhenOnline } from './send_when_online.js';
import { warm } from './warm.js';

const form = document.querySelector('[data-questionnaire]');
const status = form.querySelector('[data-save-status]');
const outbox = new Outbox(location.pathname);

for (const [name, value] of Object.entries(outbox.responses)) {
  const radio = form.querySelector(`[data-item="${CSS.escape(name)}"] input[value="${CSS.escape(String(value))}"]`);
  if (radio) radio.checked = true;
}

const autosave = new Autosave(form, outbox, (text) => { status.textContent = text; });
const pace = new Pace(form);
const stepper = new Stepper(form, (position) => {
  autosave.moveTo(position);
  if (stepper.isHalfway) warm(form.dataset.warm);
}, (item) => pace.open(item));

form.addEventListener('change', ({ target }) => {
  if (target.type !== 'radio') return;
  const { item } = target.closest('[data-item]').dataset;
  pace.answered(item);
  autosave.add(item, target.value);
  stepper.answered(target);
});
answerByKey(form, () => stepper.next());
sendWhenOnline(form, autosave, () => stepper.position);
stepper.start();
autosave.flush();
