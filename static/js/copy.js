// Makes addresses whole, shows each copy button where the browser can copy, and says when it has.
export function offerCopying() {
  for (const button of document.querySelectorAll('[data-copy-target]')) {
    const field = document.querySelector(button.dataset.copyTarget);
    field.value = new URL(field.value, location.origin).href;
    if (navigator.clipboard) offerToCopy(button, field);
  }
}

function offerToCopy(button, field) {
  const status = button.parentElement.querySelector('[data-copy-status]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = 'Copied';
    } catch {
      field.select();
      status.textContent = 'Press Ctrl+C or ⌘C to copy';
    }
  });
}
