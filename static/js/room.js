// Every page of a workshop that moves by itself: console, projector and phones.
import { drawCharts } from './charts.js';
import { Live } from './live.js';

drawCharts();
new Live(document.querySelector('[data-live]'), drawCharts);
