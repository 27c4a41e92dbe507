import { isReady } from '../../kinds/pod';
import { StatefulSet } from '../../kinds/statefulSet';
import { controllerOf } from '../../kinds/metadata';
import { Change, storeKey } from '../../store/objectStore';
import { ControlContext, Controller } from '../controller';
import { objectKeyOf } from '../objectKeyOf';
import { adoptOrphans } from './adoption';
import { availableInMs, readMembers } from './members';
import { revisionOf } from './podIdentity';
import { readRevisions, truncateHistory } from './revisions';
import { statusOf } from './status';
import { fillMembers, Pass, removeCondemned, rollUpdate } from './steps';

/** Does to StatefulSets what kube-controller-manager 1.36 does (without the MaxUnavailable gate). */
export class StatefulSetController implements Controller {
  readonly name = 'statefulset controller';

  constructor(private readonly context: ControlContext) {}

  concerns({ resource, object }: Change): readonly string[] {
    if (resource === 'statefulsets') {
      return [storeKey(object.metadata)];
    }
    const { namespace } = object.metadata;
    const owner = controllerOf(object);
    if (resource === 'pods' && owner?.kind === 'StatefulSet') {
      return [storeKey({ namespace, name: owner.name })];
    }
    // A removed claim or foreign pod may have been what a set was waiting for.
    return resource === 'persistentvolumeclaims' || resource === 'pods'
      ? this.context.store
          .list('statefulsets', namespace)
          .map(({ metadata }) => storeKey(metadata))
      : [];
  }

  reconcile(key: string): number | undefined {
    const set = this.context.store.get('statefulsets', objectKeyOf(key));
    if (!set) {
      return undefined;
    }
    if (!set.metadata.deletionTimestamp) {
      adoptOrphans(this.context, set);
    }
    const revisions = readRevisions(this.context, set);
    const pass: Pass = {
      context: this.context,
      set,
      revisions,
      members: readMembers(this.context, set),
      nowMs: this.context.clock.nowMs(),
    };
    if (!set.metadata.deletionTimestamp) {
      this.step(pass);
    }
    return this.report(pass);
  }

  private step(pass: Pass): void {
    if (fillMembers(pass) === 'wait') {
      return;
    }
    if (removeCondemned(pass) === 'wait') {
      return;
    }
    rollUpdate(pass);
  }

  /** Writes the status down, and asks to be called when the next member has been ready for long enough. */
  private report({ set, revisions, nowMs }: Pass): number | undefined {
    const { store, registry } = this.context;
    const latest: StatefulSet | undefined = store.get(
      'statefulsets',
      set.metadata,
    );
    if (!latest) {
      return undefined;
    }
    const pods = readMembers(this.context, set).all;
    const status = statusOf(set, revisions, pods, nowMs);
    registry.updateStatus('statefulsets', { ...latest, status });
    truncateHistory(this.context, set, revisions, pods.map(revisionOf));
    const waits = pods
      .filter(isReady)
      .map(pod => availableInMs(set, pod, nowMs) ?? 0)
      .filter(ms => ms > 0);
    return waits.length ? Math.min(...waits) : undefined;
  }
}
