// Hands addresses and pictures to the device's share sheet, where there is one.
export function offerSharing() {
  if (!navigator.share) return;
  for (const button of document.querySelectorAll('[data-share-target]')) {
    const field = document.querySelector(button.dataset.shareTarget);
    button.hidden = false;
    button.addEventListener('click', () => share({ title: button.dataset.shareTitle, url: field.value }));
  }
  if (canShareFiles()) document.addEventListener('click', shareFile);
}

function canShareFiles() {
  const files = [new File([''], 'picture.png', { type: 'image/png' })];
  return Boolean(navigator.canShare?.({ files }));
}

async function share(what) {
  try {
    await navigator.share(what);
  } catch (error) {
    return error.name === 'AbortError'; // closed without sharing: nothing to say
  }
  return true;
}

// The link downloads the picture; where its file can be handed on, that comes first.
async function shareFile(event) {
  const link = event.target.closest('[data-share-file]');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const response = await fetch(link.href).catch(() => null);
  if (response?.ok) {
    const files = [new File([await response.blob()], link.download, { type: 'image/png' })];
    if (await share({ files })) return;
  }
  document.removeEventListener('click', shareFile);
  link.click(); // too slow, or refused: it is saved instead
}
