import { Node, Taint } from '../kinds/cluster';
import { Condition } from '../kinds/metadata';
import { isReady, isTerminating, Pod } from '../kinds/pod';
import { ControlContext, Controller } from '../controllers/controller';
import { timestamp } from '../store/clock';
import { Change } from '../store/objectStore';
import { NodeScript } from './nodeScript';
import { withConditions } from './podStatus';

const UNREACHABLE: readonly Taint[] = [
  { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
];

/**
 * Reports nodes as ready, or as lost when the script says so: then their pods are not ready and are evicted, and stay
 * terminating because nobody is there to confirm their end.
 */
export class NodeController implements Controller {
  readonly name = 'node controller';

  constructor(
    private readonly context: ControlContext,
    private readonly script: NodeScript,
  ) {}

  concerns({ resource, object }: Change): readonly string[] {
    return resource === 'nodes' ? [object.metadata.name] : [];
  }

  reconcile(name: string): undefined {
    const node = this.context.store.get('nodes', { name });
    if (!node) {
      this.forgetPods(name);
      return;
    }
    const lost = this.script.isLost(name);
    this.report(node, lost);
    if (lost) {
      this.podsOf(name).forEach(pod => this.evict(pod));
    }
  }

  private report(node: Node, lost: boolean): void {
    const { registry, clock } = this.context;
    const ready: Condition = lost
      ? {
          type: 'Ready',
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
        }
      : {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
        };
    const taints = (node.spec?.taints ?? []).filter(
      ({ key }) => key !== 'node.kubernetes.io/unreachable',
    );
    const wanted = lost ? [...taints, ...UNREACHABLE] : taints;
    const tainted = registry.update('nodes', {
      ...node,
      spec: { ...node.spec, taints: wanted.length ? wanted : undefined },
    });
    registry.updateStatus('nodes', {
      ...tainted,
      status: {
        capacity: { cpu: '16', memory: '64Gi', pods: '110' },
        allocatable: { cpu: '16', memory: '64Gi', pods: '110' },
        ...tainted.status,
        conditions: withConditions(
          tainted.status?.conditions,
          [ready],
          timestamp(clock.nowMs()),
        ),
      },
    });
  }

  private evict(pod: Pod): void {
    const { registry, clock } = this.context;
    if (isReady(pod)) {
      const conditions = withConditions(
        pod.status?.conditions,
        [{ type: 'Ready', status: 'False', reason: 'NodeNotReady' }],
        timestamp(clock.nowMs()),
      );
      registry.updateStatus('pods', {
        ...pod,
        status: { ...pod.status, reason: 'NodeLost', conditions },
      });
    }
    if (!isTerminating(pod)) {
      registry.delete('pods', pod.metadata);
    }
  }

  /** Pods of a node that does not exist any more are removed. */
  private forgetPods(name: string): void {
    for (const { metadata } of this.podsOf(name)) {
      this.context.registry.delete('pods', metadata, { gracePeriodSeconds: 0 });
    }
  }

  private podsOf(name: string): readonly Pod[] {
    return this.context.store
      .list('pods')
      .filter(({ spec }) => spec.nodeName === name);
  }
}
