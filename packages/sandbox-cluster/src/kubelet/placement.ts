import { Node } from '../kinds/cluster';
import { PersistentVolume } from '../kinds/persistentVolume';
import { Pod } from '../kinds/pod';
import { ZONE_LABEL } from '../controllers/storage/provisioning';

type Refusal = string | undefined;

function toleratesTaints(node: Node, pod: Pod): boolean {
  return (node.spec?.taints ?? [])
    .filter(({ effect }) => effect !== 'PreferNoSchedule')
    .every(taint =>
      (pod.spec.tolerations ?? []).some(
        ({ key, operator, value, effect }) =>
          (!effect || effect === taint.effect) &&
          (operator === 'Exists'
            ? !key || key === taint.key
            : key === taint.key && (value ?? '') === (taint.value ?? '')),
      ),
    );
}

function allowsNode(volume: PersistentVolume, node: Node): boolean {
  const terms = volume.spec.nodeAffinity?.required?.nodeSelectorTerms;
  return (
    !terms ||
    terms.some(term =>
      (term.matchExpressions ?? []).every(({ key, values }) =>
        values?.includes(node.metadata.labels?.[key] ?? ''),
      ),
    )
  );
}

/** Why a node cannot take a pod, in the scheduler's words; undefined when it can. */
export function refusalOf(
  node: Node,
  pod: Pod,
  volumes: readonly PersistentVolume[],
): Refusal {
  const labels = node.metadata.labels ?? {};
  if (node.spec?.unschedulable) {
    return 'were unschedulable';
  }
  if (!toleratesTaints(node, pod)) {
    return 'had untolerated taint(s)';
  }
  const wanted = Object.entries(pod.spec.nodeSelector ?? {});
  if (wanted.some(([key, value]) => labels[key] !== value)) {
    return "didn't match Pod's node affinity/selector";
  }
  return volumes.every(volume => allowsNode(volume, node))
    ? undefined
    : "didn't match PersistentVolume's node affinity";
}

/** `0/3 nodes are available: 3 node(s) were unschedulable.` */
export function explainRefusals(refusals: readonly string[]): string {
  const reasons = [...new Set(refusals)].map(
    reason =>
      `${refusals.filter(other => other === reason).length} node(s) ${reason}`,
  );
  return `0/${refusals.length} nodes are available: ${reasons.join(', ')}.`;
}

/** The node where the fewest fellow members are, first by zone, then by node, then by name. */
export function preferredNode(
  candidates: readonly Node[],
  fellowNodes: readonly string[],
): Node | undefined {
  const zoneOf = (name: string | undefined) =>
    candidates.find(({ metadata }) => metadata.name === name)?.metadata
      .labels?.[ZONE_LABEL];
  const crowd = ({ metadata }: Node) =>
    fellowNodes.filter(name => zoneOf(name) === zoneOf(metadata.name)).length *
      1000 +
    fellowNodes.filter(name => name === metadata.name).length;
  return [...candidates].sort(
    (a, b) =>
      crowd(a) - crowd(b) || (a.metadata.name < b.metadata.name ? -1 : 1),
  )[0];
}
