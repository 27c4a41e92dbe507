import { Scene } from '../recording/scene';

/** Images of which a played kubelet knows that they cannot run. */
export const BROKEN_IMAGES = ['crash-loop:1', 'cannot-pull:1'] as const;

/** What a test can make the kubelets of a cluster do. */
export interface PlayedKubelet {
  /** Before the first pod: lets {@link BROKEN_IMAGES} fail in the way that they are named after. */
  readonly prepare: (scene: Scene) => void;
  /** Takes readiness from a running member, or gives it back. A member that is gone is left alone. */
  readonly setReady: (
    scene: Scene,
    ordinal: number,
    isReady: boolean,
  ) => Promise<void>;
}
