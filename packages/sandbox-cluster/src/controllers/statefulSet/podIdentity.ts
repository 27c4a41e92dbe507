import { ObjectDraft } from '../../kinds/metadata';
import { Pod } from '../../kinds/pod';
import {
  claimNameOf,
  ControllerRevision,
  ordinalOf,
  StatefulSet,
} from '../../kinds/statefulSet';
import { ownedBy } from '../ownership';
import { atRevision, Revisions } from './revisions';

export const REVISION_LABEL = 'controller-revision-hash';

export function startOrdinalOf(set: StatefulSet): number {
  return set.spec.ordinals?.start ?? 0;
}

export function revisionOf(pod: Pod): string | undefined {
  return pod.metadata.labels?.[REVISION_LABEL];
}

/** The ordinal of a pod of the set; pods without one are not among those asked about. */
export function podOrdinal(set: StatefulSet, pod: Pod): number {
  return ordinalOf(set.metadata.name, pod.metadata.name) ?? -1;
}

/** Below the partition a missing member comes back at the current revision; anywhere else at the update revision. */
function revisionFor(
  set: StatefulSet,
  { current, update }: Revisions,
  ordinal: number,
): ControllerRevision {
  const { type, rollingUpdate } = set.spec.updateStrategy;
  const held =
    type === 'RollingUpdate' &&
    ordinal < startOrdinalOf(set) + (rollingUpdate?.partition ?? 0);
  return held ? current : update;
}

/** The pod that is to exist at an ordinal: name, labels, host name, and its claims in place of same-named volumes. */
export function draftPod(
  set: StatefulSet,
  revisions: Revisions,
  ordinal: number,
): ObjectDraft {
  const revision = revisionFor(set, revisions, ordinal);
  const { template } = atRevision(set, revision).spec;
  const name = `${set.metadata.name}-${ordinal}`;
  const claims = (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => ({
    name: metadata.name,
    persistentVolumeClaim: {
      claimName: claimNameOf(set, metadata.name, ordinal),
    },
  }));
  const claimed = claims.map(volume => volume.name);
  return {
    metadata: {
      ...template.metadata,
      name,
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace,
      labels: {
        ...template.metadata?.labels,
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(ordinal),
        [REVISION_LABEL]: revision.metadata.name,
      },
      ownerReferences: [ownedBy(set)],
    },
    spec: {
      ...template.spec,
      hostname: name,
      ...(set.spec.serviceName && { subdomain: set.spec.serviceName }),
      volumes: [
        ...(template.spec.volumes ?? []).filter(
          volume => !claimed.includes(volume.name),
        ),
        ...claims,
      ],
    },
  };
}
