// The answers as the page shows them: item to option, as our server writes them.
import { bare } from './outbox.js';

export class Sheet {
  constructor(form) {
    Object.assign(this, { form, onTaken: () => {} });
  }

  get radios() {
    return [...this.form.querySelectorAll('[data-item] input[type=radio]')];
  }

  get shown() {
    return answersOf(this.radios.filter(({ checked }) => checked));
  }

  // As the page came: nobody has touched these.
  get served() {
    return answersOf(this.radios.filter(({ defaultChecked }) => defaultChecked));
  }

  // What was answered elsewhere; `onTaken` hears of what changes, and whether anything did is returned.
  takeOver(responses) {
    const { shown } = this;
    const isNew = (item, option) => responses[item] === option && shown[item] !== option;
    const taken = this.radios.filter((radio) => isNew(itemOf(radio), optionOf(radio)));
    for (const radio of taken) radio.checked = true;
    if (taken.length) this.onTaken(taken);
    return taken.length > 0;
  }
}

// Of a radio button, or of an item: its fieldset has the same name as an id.
export function itemOf({ name, id }) {
  return (name || id).slice('item_'.length);
}

export function optionOf({ value }) {
  return value === 'pass' ? value : Number(value);
}

function answersOf(radios) {
  return bare(Object.fromEntries(radios.map((radio) => [itemOf(radio), optionOf(radio)])));
}
