import { Node } from '../kinds/cluster';
import { controllerOf } from '../kinds/metadata';
import { PersistentVolumeClaim } from '../kinds/persistentVolumeClaim';
import { claimNamesOf, isTerminating, Pod, podSchema } from '../kinds/pod';
import { ControlContext, Controller } from '../controllers/controller';
import { objectKeyOf } from '../controllers/objectKeyOf';
import { SELECTED_NODE } from '../controllers/storage/provisioning';
import { timestamp } from '../store/clock';
import { Change, storeKey } from '../store/objectStore';
import { explainRefusals, preferredNode, refusalOf } from './placement';
import { withConditions } from './podStatus';

/** Places pods on nodes: claims first, then selectors, taints and volume zones, spread over zones and nodes. */
export class Scheduler implements Controller {
  readonly name = 'scheduler';
  /** Where pods will go whose claims are still being bound, by uid. */
  private readonly nominations = new Map<string, string>();

  constructor(private readonly context: ControlContext) {}

  concerns({ resource, object, after }: Change): readonly string[] {
    if (resource === 'pods' && !after) {
      this.nominations.delete(object.metadata.uid);
      return [];
    }
    if (resource === 'pods') {
      const pod = podSchema.parse(object);
      return pod.spec.nodeName ? [] : [storeKey(object.metadata)];
    }
    const mayHelp =
      resource === 'nodes' ||
      resource === 'persistentvolumeclaims' ||
      resource === 'storageclasses';
    return mayHelp
      ? this.context.store
          .list('pods')
          .filter(({ spec }) => !spec.nodeName)
          .map(({ metadata }) => storeKey(metadata))
      : [];
  }

  reconcile(key: string): undefined {
    const { store } = this.context;
    const pod = store.get('pods', objectKeyOf(key));
    if (!pod || pod.spec.nodeName || isTerminating(pod)) {
      return;
    }
    const claims = this.claimsOf(pod);
    if (typeof claims === 'string') {
      this.refuse(pod, claims);
      return;
    }
    const unbound = claims.filter(claim => claim.status?.phase !== 'Bound');
    if (unbound.some(claim => !this.waitsForConsumer(claim))) {
      this.refuse(
        pod,
        this.nodesMessage('pod has unbound immediate PersistentVolumeClaims'),
      );
      return;
    }
    this.place(pod, claims, unbound);
  }

  private place(
    pod: Pod,
    claims: readonly PersistentVolumeClaim[],
    unbound: readonly PersistentVolumeClaim[],
  ): void {
    const { store } = this.context;
    const volumes = claims.flatMap(
      ({ spec }) =>
        store.get('persistentvolumes', { name: spec.volumeName ?? '' }) ?? [],
    );
    const nodes = store.list('nodes');
    const refusals = nodes.map(node => refusalOf(node, pod, volumes));
    const node = preferredNode(
      nodes.filter((_, index) => refusals[index] === undefined),
      this.placements(pod),
    );
    if (!node) {
      this.refuse(pod, explainRefusals(refusals.map(reason => reason ?? '')));
      return;
    }
    if (unbound.length) {
      // Binding comes back as a change of the claim, which brings the pod here again.
      this.nominations.set(pod.metadata.uid, node.metadata.name);
      unbound.forEach(claim => this.selectNode(claim, node));
      return;
    }
    this.nominations.delete(pod.metadata.uid);
    this.assign(pod, node);
  }

  /** The nodes of the other members of the pod's set, those that they are only nominated for included. */
  private placements(pod: Pod): readonly string[] {
    const owner = controllerOf(pod)?.uid;
    return this.context.store
      .list('pods', pod.metadata.namespace)
      .filter(other => other.metadata.uid !== pod.metadata.uid)
      .filter(other => owner && controllerOf(other)?.uid === owner)
      .flatMap(
        ({ metadata, spec }) =>
          spec.nodeName ?? this.nominations.get(metadata.uid) ?? [],
      );
  }

  private claimsOf(pod: Pod): readonly PersistentVolumeClaim[] | string {
    const claims: PersistentVolumeClaim[] = [];
    for (const name of claimNamesOf(pod)) {
      const claim = this.context.store.get('persistentvolumeclaims', {
        namespace: pod.metadata.namespace,
        name,
      });
      if (!claim) {
        return this.nodesMessage(`persistentvolumeclaim "${name}" not found`);
      }
      claims.push(claim);
    }
    return claims;
  }

  private nodesMessage(reason: string): string {
    return `0/${this.context.store.list('nodes').length} nodes are available: ${reason}.`;
  }

  private waitsForConsumer(claim: PersistentVolumeClaim): boolean {
    const storageClass = this.context.store.get('storageclasses', {
      name: claim.spec.storageClassName ?? '',
    });
    return storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
  }

  private selectNode(claim: PersistentVolumeClaim, node: Node): void {
    if (!claim.metadata.annotations?.[SELECTED_NODE]) {
      this.context.registry.update('persistentvolumeclaims', {
        ...claim,
        metadata: {
          ...claim.metadata,
          annotations: {
            ...claim.metadata.annotations,
            [SELECTED_NODE]: node.metadata.name,
          },
        },
      });
    }
  }

  private assign(pod: Pod, node: Node): void {
    const { store, clock, events } = this.context;
    // Binding has its own subresource, which alone may set the node: hence past the rules for updates.
    const bound = store.put('pods', {
      ...pod,
      spec: { ...pod.spec, nodeName: node.metadata.name },
      status: {
        ...pod.status,
        conditions: withConditions(
          pod.status?.conditions,
          [{ type: 'PodScheduled', status: 'True' }],
          timestamp(clock.nowMs()),
        ),
      },
    });
    events.record({
      about: bound,
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${storeKey(pod.metadata)} to ${node.metadata.name}`,
      source: 'default-scheduler',
    });
  }

  private refuse(pod: Pod, message: string): void {
    const { registry, clock, events } = this.context;
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
    };
    const after = registry.updateStatus('pods', {
      ...pod,
      status: {
        ...pod.status,
        conditions: withConditions(
          pod.status?.conditions,
          [condition],
          timestamp(clock.nowMs()),
        ),
      },
    });
    if (after !== pod) {
      events.record({
        about: pod,
        type: 'Warning',
        reason: 'FailedScheduling',
        message,
        source: 'default-scheduler',
      });
    }
  }
}
