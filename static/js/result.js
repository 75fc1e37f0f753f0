// The result page with JavaScript: the charts are drawn, the private link is whole and can be copied.
import './charts.js';
import { offerCopying } from './copy.js';

const link = document.querySelector('#private-link');
if (link) link.value = new URL(link.value, location.origin).href;
offerCopying();
