// Shows each copy button where the browser can copy, and says when it has.
export function offerCopying() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('[data-copy-target]')) {
    const field = document.querySelector(button.dataset.copyTarget);
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
}
