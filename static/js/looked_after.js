// Every page about a person: what was withdrawn is not shown again, and the first page leads back to what is there.
import { keepWithdrawn } from './still_there.js';
import { keepWayBack } from './ways_back.js';

keepWithdrawn();
keepWayBack();
