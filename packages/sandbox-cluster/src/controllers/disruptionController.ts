import { PodDisruptionBudget } from '../kinds/cluster';
import { selects } from '../kinds/labelSelector';
import { controllerOf } from '../kinds/metadata';
import { isReady, isTerminating, Pod } from '../kinds/pod';
import { timestamp } from '../store/clock';
import { Change, storeKey } from '../store/objectStore';
import { ControlContext, Controller } from './controller';
import { objectKeyOf } from './objectKeyOf';

/** A number, or a percentage of the expected pods rounded up. */
function resolve(value: number | string, expected: number): number {
  return typeof value === 'number'
    ? value
    : Math.ceil((Number.parseInt(value, 10) * expected) / 100);
}

/** Counts for each PodDisruptionBudget how many pods are healthy, wanted and may go. */
export class DisruptionController implements Controller {
  readonly name = 'disruption controller';

  constructor(private readonly context: ControlContext) {}

  concerns({ resource, object }: Change): readonly string[] {
    if (resource === 'poddisruptionbudgets') {
      return [storeKey(object.metadata)];
    }
    // As in Kubernetes 1.36, a set that is scaled is no reason to count; the pods that come or go of it are.
    return resource === 'pods'
      ? this.context.store
          .list('poddisruptionbudgets', object.metadata.namespace)
          .map(({ metadata }) => storeKey(metadata))
      : [];
  }

  reconcile(key: string): undefined {
    const { store, registry } = this.context;
    const budget = store.get('poddisruptionbudgets', objectKeyOf(key));
    if (!budget || budget.metadata.deletionTimestamp) {
      return;
    }
    const pods = store
      .list('pods', budget.metadata.namespace)
      .filter(pod => selects(budget.spec.selector, pod.metadata.labels));
    const counts = this.count(budget, pods);
    registry.updateStatus('poddisruptionbudgets', {
      ...budget,
      status: {
        ...counts,
        observedGeneration: budget.metadata.generation,
        conditions: [this.condition(budget, counts.disruptionsAllowed)],
      },
    });
  }

  private count({ spec }: PodDisruptionBudget, pods: readonly Pod[]) {
    const wanted = this.wantedByOwners(pods);
    const plain = typeof spec.minAvailable === 'number';
    const expectedPods = plain ? pods.length : wanted;
    const desiredHealthy =
      spec.maxUnavailable !== undefined
        ? Math.max(0, expectedPods - resolve(spec.maxUnavailable, expectedPods))
        : resolve(spec.minAvailable ?? 0, expectedPods);
    const currentHealthy = pods.filter(
      pod => isReady(pod) && !isTerminating(pod),
    ).length;
    const disruptionsAllowed =
      expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
    return { expectedPods, desiredHealthy, currentHealthy, disruptionsAllowed };
  }

  /** Replicas that the sets controlling the pods ask for. */
  private wantedByOwners(pods: readonly Pod[]): number {
    const owners = new Map(
      pods.flatMap(pod => {
        const owner = controllerOf(pod);
        const set =
          owner &&
          this.context.store.get('statefulsets', {
            namespace: pod.metadata.namespace,
            name: owner.name,
          });
        return set ? [[set.metadata.uid, set.spec.replicas] as const] : [];
      }),
    );
    return [...owners.values()].reduce((sum, replicas) => sum + replicas, 0);
  }

  private condition(budget: PodDisruptionBudget, allowed: number) {
    const status = allowed > 0 ? 'True' : 'False';
    const before = budget.status?.conditions?.find(
      condition => condition.type === 'DisruptionAllowed',
    );
    return {
      type: 'DisruptionAllowed',
      status,
      reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
      message: '',
      observedGeneration: budget.metadata.generation,
      lastTransitionTime:
        before?.status === status
          ? before.lastTransitionTime
          : timestamp(this.context.clock.nowMs()),
    };
  }
}
