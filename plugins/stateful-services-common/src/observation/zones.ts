import { NodeRecord } from '../kubernetes/node';

/**
 * The zone in which the node would take a pod now; undefined when it would not, or names no zone.
 *
 * @public
 */
export function usableZoneOf(node: NodeRecord): string | undefined {
  return node.ready === 'True' && !node.unschedulable ? node.zone : undefined;
}

/**
 * The zones in which a pod could be placed now. Ascending.
 *
 * @public
 */
export function usableZones(nodes: readonly NodeRecord[]): readonly string[] {
  return [...new Set(nodes.flatMap(node => usableZoneOf(node) ?? []))].sort();
}
