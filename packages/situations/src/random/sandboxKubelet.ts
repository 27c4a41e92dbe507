import { SandboxControls } from 'sandbox-cluster';
import { SET } from '../situation';
import { image } from '../situations/objects';
import { BROKEN_IMAGES, PlayedKubelet } from './playedKubelet';

const BEHAVIOURS = {
  'crash-loop:1': {
    kind: 'crashLoop',
    exitCode: 1,
    reason: 'Error',
    restarts: 4,
  },
  'cannot-pull:1': { kind: 'imagePullFailure' },
} as const;

/** As the sandbox plays it: told by its controls. */
export const sandboxKubelet = (controls: SandboxControls): PlayedKubelet => ({
  prepare: ({ namespace }) => {
    for (const name of BROKEN_IMAGES) {
      controls.behave({ namespace, image: image(name) }, BEHAVIOURS[name]);
    }
  },
  setReady: async ({ namespace }, ordinal, isReady) => {
    const choice = { namespace, pod: `${SET}-${ordinal}` };
    if (isReady) {
      controls.behaveNormally(choice);
    } else {
      controls.behave(choice, { kind: 'neverReady' });
    }
  },
});
