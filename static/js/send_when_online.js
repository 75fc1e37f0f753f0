// Submitting without a way to our server: remember the wish, and submit as soon as the last answer has arrived.
import { leaveBy } from './exchange.js';

const RESEND_MS = 3000;

// navigator.onLine is no help: it knows of cables, not of servers. So the server is asked first, and has all answers
// before the page is left: whoever answers the form in its place, they are found again under the private link.
export function sendWhenOnline(form, autosave, beforeLeaving) {
  let isTrying = false;

  const attempt = async (submitter) => {
    if (await autosave.prove() || autosave.isRefused) {
      await beforeLeaving();
      leaveBy(form, submitter);
      isTrying = false;
    } else {
      if (autosave.isCutOff) autosave.say(NO_NETWORK[autosave.outbox.isOnDevice]);
      setTimeout(() => attempt(submitter), RESEND_MS);
    }
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isTrying) return;
    isTrying = true;
    attempt(event.submitter);
  });
}

const NO_NETWORK = {
  true: 'No network. Your answers are safe on this device and will be sent when it is back.',
  false: 'No network. Leave this page open: your answers will be sent when it is back.',
};
