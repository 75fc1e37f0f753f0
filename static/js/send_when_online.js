// Submitting without a network: remember the wish, and submit as soon as the last answer has arrived.
const RETRY_MS = 3000;

// navigator.onLine is no help: it knows of cables, not of servers. So a save goes first and proves the way.
export function sendWhenOnline(form, autosave, position) {
  let isTrying = false;
  let isThrough = false;

  const attempt = async (submitter) => {
    autosave.moveTo(position());
    if (await autosave.flush() || autosave.isRefused) {
      isThrough = true;
      form.requestSubmit(submitter);
      isTrying = isThrough = false;
    } else {
      autosave.say('No network. Your answers are safe on this device and will be sent when it is back.');
      setTimeout(() => attempt(submitter), RETRY_MS);
    }
  };

  form.addEventListener('submit', (event) => {
    if (isThrough) return;
    event.preventDefault();
    if (isTrying) return;
    isTrying = true;
    attempt(event.submitter);
  });
}
