// Every page about a person: what was withdrawn from it is not shown again.
import './floor.js';
import { keepWithdrawn } from './still_there.js';

keepWithdrawn();
