import { Situation } from './situation';
import { brokenRollouts } from './situations/brokenRollouts';
import { environment } from './situations/environment';
import { members } from './situations/members';
import { refusals } from './situations/refusals';
import { rollouts } from './situations/rollouts';
import { scaling } from './situations/scaling';
import { storage } from './situations/storage';

/** Every situation. */
export const situations: readonly Situation[] = [
  ...rollouts,
  ...brokenRollouts,
  ...scaling,
  ...members,
  ...refusals,
  ...storage,
  ...environment,
];
