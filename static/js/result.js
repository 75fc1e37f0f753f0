// Pages about a result: the charts are drawn, addresses are whole and can be copied or shared, paper is offered.
import './floor.js';
import './looked_after.js';
import { drawCharts } from './charts.js';
import { offerCopying } from './copy.js';
import { offerPrinting } from './print.js';
import { offerToSend } from './send_to_myself.js';
import { offerSharing } from './share.js';

drawCharts();
offerCopying();
offerSharing();
offerToSend(location.origin + location.pathname);
offerPrinting();
