// Shows each share button where the device has a share sheet, and hands it the address beside the button.
export function offerSharing() {
  if (!navigator.share) return;
  for (const button of document.querySelectorAll('[data-share-target]')) {
    const field = document.querySelector(button.dataset.shareTarget);
    button.hidden = false;
    button.addEventListener('click', async () => {
      try {
        await navigator.share({ title: button.dataset.shareTitle, url: field.value });
      } catch {
        // Closed without sharing: nothing to say.
      }
    });
  }
}
