// Digits choose and Enter goes on, but only while the focus is inside the item (WCAG 2.1.4).
export function answerByKey(form, next) {
  form.addEventListener('keydown', (event) => {
    const item = event.target.closest('[data-item]');
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault(); // in a radio button it would submit the form
      if (!event.repeat) next();
    } else if (/^[0-9]$/.test(event.key) && !event.repeat) {
      const value = event.key === '0' ? 'pass' : event.key;
      item.querySelector(`input[value="${value}"]`)?.click();
      item.querySelector(':checked')?.focus();
    }
  });
}
