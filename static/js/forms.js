// Pages with a form in which people type.
import './floor.js';
import { keepTyped } from './typed.js';

keepTyped();
