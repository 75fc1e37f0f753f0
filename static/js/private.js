// Pages about a person that have no other script of their own.
import './floor.js';
import './looked_after.js';
