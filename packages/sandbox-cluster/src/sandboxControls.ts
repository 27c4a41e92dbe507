import { ApiServer } from './api/apiServer';
import { StorageScript } from './controllers/storage/storageScript';
import { Behaviour, PodChoice } from './kubelet/behaviour';
import { NodeScript } from './kubelet/nodeScript';
import { PodScript } from './kubelet/podScript';
import { VolumeScript } from './kubelet/volumeScript';
import { ObjectKey, ObjectStore, storeKey } from './store/objectStore';

/** How long things take that go well, in milliseconds. */
export interface Pace {
  readonly podStartMs: number;
  readonly podStopMs: number;
  readonly expansionMs: number;
}

interface ControlledParts {
  readonly store: ObjectStore;
  readonly server: ApiServer;
  readonly scripts: {
    readonly pods: PodScript;
    readonly nodes: NodeScript;
    readonly storage: StorageScript;
    readonly volumes: VolumeScript;
  };
  readonly revisitPod: (key: string) => void;
  readonly revisitNode: (name: string) => void;
}

/** Makes things happen that no client of the API could: what a kubelet, a node, a disk or a restart would do. */
export class SandboxControls {
  constructor(private readonly parts: ControlledParts) {}

  /** Lets the chosen pods, present and future, behave in a certain way; the latest choice that matches counts. */
  behave(choice: PodChoice, behaviour: Behaviour): void {
    this.parts.scripts.pods.behave(choice, behaviour);
    this.revisitPods();
  }

  /** Takes back what was said of exactly this choice. */
  behaveNormally(choice: PodChoice): void {
    this.parts.scripts.pods.forget(choice);
    this.revisitPods();
  }

  /** Sets how long ordinary pods take from now on to become ready and to end, and claims to grow. */
  setPace(pace: Pace): void {
    const { pods, storage } = this.parts.scripts;
    pods.startMs = pace.podStartMs;
    pods.stopMs = pace.podStopMs;
    storage.expansionMs = pace.expansionMs;
  }

  /** Cuts a node off: it reports no more, its pods are evicted and stay terminating. */
  loseNode(name: string): void {
    this.parts.scripts.nodes.lose(name);
    this.parts.revisitNode(name);
  }

  restoreNode(name: string): void {
    this.parts.scripts.nodes.restore(name);
    this.parts.revisitNode(name);
    this.revisitPods();
  }

  /** Fills the volume of a claim to a part of its capacity, 0 to 1. */
  fillVolume(claim: ObjectKey, usedRatio: number): void {
    this.parts.scripts.volumes.fill(claim, usedRatio);
  }

  /** Lets the expansion of a claim begin and not end. */
  holdExpansion(claim: ObjectKey): void {
    this.parts.scripts.storage.holdExpansion(claim);
  }

  /** Forgets the history of changes, so that older resource versions are answered with 410. */
  compact(): void {
    this.parts.store.compact();
  }

  /** Ends every open watch, as a restart of an API server does. */
  endWatches(): void {
    this.parts.server.endWatches();
  }

  private revisitPods(): void {
    for (const { metadata, spec } of this.parts.store.list('pods')) {
      if (spec.nodeName) {
        this.parts.revisitPod(storeKey(metadata));
      }
    }
  }
}
