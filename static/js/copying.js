// Pages about a result that have no charts: addresses are whole and can be copied or shared.
import './floor.js';
import { offerCopying } from './copy.js';
import { offerSharing } from './share.js';

offerCopying();
offerSharing();
