// Every page of a workshop that moves by itself: console, projector and phones.
import './floor.js';
import { keepAwake } from './awake.js';
import { drawCharts } from './charts.js';
import { fit, keepFitting } from './fit.js';
import { Live } from './live.js';
import { warm } from './warm.js';

const page = document.querySelector('[data-live]');
keepAddress();
keepFitting();
keepAwake();
drawCharts();
if (page.dataset.plotlySrc) warm(page.dataset.plotlySrc); // before all of them want it in the same second
new Live(page, () => {
  document.querySelector('[data-error-summary]')?.remove(); // it spoke of the page before
  fit();
  drawCharts();
  document.title = page.querySelector('[data-title]').dataset.title;
});

// What answers a press may stand under the address of the press, which cannot be looked at again.
function keepAddress() {
  const { pageUrl } = page.dataset;
  if (pageUrl && location.pathname !== pageUrl) history.replaceState(null, '', pageUrl);
}
