// Shows the print button where there is a script to print with; the sentence beside it tells how without. What is
// folded on the screen and belongs on paper is open while it is printed.
export function offerPrinting() {
  let unfolded = [];
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
  window.addEventListener('beforeprint', () => {
    unfolded = [...document.querySelectorAll('details[data-on-paper]:not([open])')];
    for (const details of unfolded) details.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const details of unfolded) details.open = false;
  });
}
