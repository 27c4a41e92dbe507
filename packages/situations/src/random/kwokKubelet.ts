import { RefusedError } from '../cluster/apiClient';
import { PlayedKubelet } from './playedKubelet';

/** As tools/real/kwok/pods.yaml plays it: by the name of the image and an annotation. */
export const kwokKubelet: PlayedKubelet = {
  prepare: () => {},
  setReady: async (scene, ordinal, isReady) => {
    const value = isReady ? null : 'yes';
    await scene
      .annotatePod(ordinal, { 'kubelet.example/unready': value })
      .catch(error => {
        if (!(error instanceof RefusedError && error.code === 404)) {
          throw error;
        }
      });
  },
};
