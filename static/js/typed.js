// Forms in which people type: nothing typed is lost when the press meets a portal, a cut line or a proxy's page. It is
// sent from here, and the page is left only for what our own server answers; until then a copy stays in this tab.
import { ASKING, exchange, leaveBy, leaveFor, wholePage } from './exchange.js';

const FORM_PATIENCE_MS = 20000;
const UNSENT = {
  lost: 'Not sent: the network is away.',
  strange: 'Not sent: something else answered in our server’s place. If this network wants you to sign in, do that in another tab.',
  busy: 'Not sent: our server cannot take it at the moment.',
};
const onTheirWay = new WeakSet();

export function keepTyped() {
  const forms = () => [...document.querySelectorAll('form[data-typed]')];
  forms().forEach(restore);
  addEventListener('limelight:anew', () => forms().filter(isChanged).forEach(keep)); // loaded, and nobody asked for it
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('form[data-typed]')) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
}

async function send(form, submitter) {
  if (onTheirWay.has(form)) return;
  onTheirWay.add(form);
  const url = submitter?.hasAttribute('formaction') ? submitter.formAction : form.action;
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const answer = await exchange(url, { method: 'POST', headers: ASKING, body, patience: FORM_PATIENCE_MS }, wholePage);
  onTheirWay.delete(form);
  if (UNSENT[answer.kind]) return stay(form, answer);
  try { sessionStorage.removeItem(keyOf(form)); } catch { /* nothing was kept */ }
  if (answer.leadsTo) leaveFor(answer.leadsTo);
  else show(new DOMParser().parseFromString(answer.content, 'text/html'), form, submitter);
}

// A page with scripts of its own needs a page load. Such a page has changed nothing, so the form may go once more,
// in the browser's own way and on a way that is free.
function show(next, form, submitter) {
  const needsLoading = [...next.querySelectorAll('script[src]')].some(({ src }) => !src.endsWith('/forms.js'));
  if (needsLoading || document.querySelector('[data-live]')) return leaveBy(form, submitter);
  document.title = next.title;
  document.querySelector('main').replaceWith(document.adoptNode(next.querySelector('main')));
  history.replaceState(history.state, '', location.pathname + location.search); // no fragment leads past what was wrong
  scrollTo({ top: 0, behavior: 'instant' });
  const first = document.querySelector('[data-error-summary], main [aria-invalid=true]') ?? document.querySelector('main');
  first.focus();
}

function isChanged(form) {
  return fieldsOf(form).some(({ type, value, checked, defaultValue, defaultChecked }) => (
    ['radio', 'checkbox'].includes(type) ? checked !== defaultChecked : value !== defaultValue));
}

function keep(form) {
  const typed = [...new FormData(form)].filter(([name]) => fieldsOf(form).some((field) => field.name === name));
  try { sessionStorage.setItem(keyOf(form), JSON.stringify(typed)); } catch { /* full or blocked: the page has it */ }
}

function stay(form, { kind, content }) {
  keep(form);
  const line = form.querySelector('[data-unsent]') ?? form.appendChild(document.createElement('p'));
  Object.assign(line, { className: 'field-error', role: 'alert' }).dataset.unsent = '';
  const ourWord = content && new DOMParser().parseFromString(content, 'text/html').querySelector('[data-next-step]');
  line.textContent = `${UNSENT[kind]} What you typed is still here. ${ourWord?.textContent ?? 'Press again in a moment.'}`;
}

function restore(form) {
  let typed = [];
  try { typed = JSON.parse(sessionStorage.getItem(keyOf(form))) ?? []; } catch { /* nothing was kept */ }
  if (!typed.length) return;
  for (const field of fieldsOf(form)) {
    const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (['radio', 'checkbox'].includes(field.type)) field.checked = values.includes(field.value);
    else if (values.length) [field.value] = values;
  }
}

function fieldsOf(form) {
  return [...form.elements].filter(({ name, type }) => name && type !== 'hidden' && type !== 'submit');
}

function keyOf(form) {
  return `limelight:typed:${new URL(form.action).pathname}`;
}
