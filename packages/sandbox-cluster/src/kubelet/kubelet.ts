import { isTerminating, Pod, podSchema } from '../kinds/pod';
import { ControlContext, Controller } from '../controllers/controller';
import { objectKeyOf } from '../controllers/objectKeyOf';
import { Change, storeKey } from '../store/objectStore';
import { NodeScript } from './nodeScript';
import { PodScript } from './podScript';
import { PodStage, stageOf } from './podStage';
import { podStatusAt } from './podStatus';

interface Run {
  readonly arrivedMs: number;
  endsMs?: number;
  /** The stage that was last reported; a status that someone else writes meanwhile is left alone. */
  reported?: string;
}

/** Runs the pods of all nodes by script: nothing is executed, only reported. */
export class Kubelet implements Controller {
  readonly name = 'kubelet';
  private readonly runs = new Map<string, Run>();

  constructor(
    private readonly context: ControlContext,
    private readonly pods: PodScript,
    private readonly nodes: NodeScript,
  ) {}

  concerns({ resource, object, after }: Change): readonly string[] {
    if (resource !== 'pods') {
      return [];
    }
    if (!after) {
      this.runs.delete(object.metadata.uid);
      return [];
    }
    return podSchema.parse(object).spec.nodeName
      ? [storeKey(object.metadata)]
      : [];
  }

  reconcile(key: string): number | undefined {
    const pod = this.context.store.get('pods', objectKeyOf(key));
    const nodeName = pod?.spec.nodeName;
    if (!pod || !nodeName || this.nodes.isLost(nodeName)) {
      return undefined;
    }
    const run = this.runs.get(pod.metadata.uid) ?? {
      arrivedMs: this.context.clock.nowMs(),
    };
    this.runs.set(pod.metadata.uid, run);
    return isTerminating(pod) ? this.end(pod, run) : this.advance(pod, run);
  }

  private advance(pod: Pod, run: Run): number | undefined {
    const nowMs = this.context.clock.nowMs();
    const { stage, nextMs } = stageOf(
      this.pods.behaviourOf(pod),
      nowMs - run.arrivedMs,
      this.pods.startMs,
    );
    const reported = JSON.stringify(stage);
    if (run.reported !== reported) {
      run.reported = reported;
      const current = this.context.registry.updateStatus('pods', {
        ...pod,
        status: podStatusAt(pod, stage, nowMs),
      });
      this.tell(current, stage);
    }
    return nextMs;
  }

  private end(pod: Pod, run: Run): number | undefined {
    if (this.pods.behaviourOf(pod)?.kind === 'stuckTerminating') {
      return undefined;
    }
    const nowMs = this.context.clock.nowMs();
    run.endsMs ??= nowMs + this.pods.stopMs;
    if (nowMs < run.endsMs) {
      return run.endsMs - nowMs;
    }
    this.context.registry.delete('pods', pod.metadata, {
      gracePeriodSeconds: 0,
    });
    return undefined;
  }

  private tell(about: Pod, stage: PodStage): void {
    const facts: { readonly [Kind in PodStage['kind']]?: [string, string] } = {
      backOff: ['BackOff', 'Back-off restarting failed container'],
      pulling: ['Failed', 'Error: ImagePullBackOff'],
    };
    const unready = stage.kind === 'running' && !stage.ready;
    const fact = unready
      ? (['Unhealthy', 'Readiness probe failed'] as const)
      : facts[stage.kind];
    if (fact) {
      const [reason, message] = fact;
      this.context.events.record({
        about,
        type: 'Warning',
        reason,
        message,
        source: 'kubelet',
      });
    }
  }
}
