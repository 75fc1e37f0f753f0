// Submitting without a network: remember the wish, and submit as soon as the last answer has arrived.
const RETRY_MS = 3000;

export function sendWhenOnline(form, autosave) {
  let isWaiting = false;
  let isThrough = false;

  const attempt = async (submitter) => {
    const isSent = await autosave.flush();
    if (isSent || autosave.isRefused) {
      isThrough = true;
      form.requestSubmit(submitter);
    } else {
      autosave.say('No network. Your answers are safe on this device and will be sent when it is back.');
      setTimeout(() => attempt(submitter), RETRY_MS);
    }
  };

  form.addEventListener('submit', (event) => {
    if (isThrough && navigator.onLine) return;
    event.preventDefault();
    if (isWaiting && !isThrough) return;
    isWaiting = true;
    isThrough = false;
    attempt(event.submitter);
  });
}
