import { OwnerReference } from '../../kinds/metadata';
import { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim';
import { Pod } from '../../kinds/pod';
import { claimNameOf, StatefulSet } from '../../kinds/statefulSet';
import { ControlContext } from '../controller';

export function claimsOfMember(
  { store }: ControlContext,
  set: StatefulSet,
  ordinal: number,
): readonly PersistentVolumeClaim[] {
  return (set.spec.volumeClaimTemplates ?? []).flatMap(
    ({ metadata }) =>
      store.get('persistentvolumeclaims', {
        namespace: set.metadata.namespace,
        name: claimNameOf(set, metadata.name, ordinal),
      }) ?? [],
  );
}

/** Creates the claims of a member that do not exist yet. */
export function createMissingClaims(
  context: ControlContext,
  set: StatefulSet,
  ordinal: number,
): void {
  const { store, registry, events } = context;
  for (const template of set.spec.volumeClaimTemplates ?? []) {
    const name = claimNameOf(set, template.metadata.name, ordinal);
    const key = { namespace: set.metadata.namespace, name };
    if (!store.get('persistentvolumeclaims', key)) {
      registry.create('persistentvolumeclaims', {
        metadata: {
          ...template.metadata,
          ...key,
          labels: {
            ...template.metadata.labels,
            ...set.spec.selector.matchLabels,
          },
        },
        spec: template.spec,
      });
      events.record({
        about: set,
        type: 'Normal',
        reason: 'SuccessfulCreate',
        message: `create Claim ${name} Pod ${set.metadata.name}-${ordinal} in StatefulSet ${set.metadata.name} success`,
        source: 'statefulset-controller',
      });
    }
  }
}

function wantedOwner(
  set: StatefulSet,
  pod: Pod | undefined,
  condemned: boolean,
): OwnerReference | undefined {
  const { whenDeleted, whenScaled } =
    set.spec.persistentVolumeClaimRetentionPolicy;
  const { apiVersion, kind, metadata } = set;
  if (condemned && whenScaled === 'Delete') {
    return (
      pod && {
        apiVersion: 'v1',
        kind: 'Pod',
        name: pod.metadata.name,
        uid: pod.metadata.uid,
      }
    );
  }
  return whenDeleted === 'Delete'
    ? {
        apiVersion,
        kind,
        name: metadata.name,
        uid: metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
      }
    : undefined;
}

/** Lets the retention policy decide who owns a member's claims, since ownership is what removes them later. */
export function applyRetention(
  context: ControlContext,
  set: StatefulSet,
  member: {
    readonly ordinal: number;
    readonly pod?: Pod;
    readonly condemned: boolean;
  },
): void {
  const owner = wantedOwner(set, member.pod, member.condemned);
  for (const claim of claimsOfMember(context, set, member.ordinal)) {
    const others = (claim.metadata.ownerReferences ?? []).filter(
      ({ kind, name, uid }) =>
        uid !== set.metadata.uid &&
        !(kind === 'Pod' && name === `${set.metadata.name}-${member.ordinal}`),
    );
    const ownerReferences = owner ? [...others, owner] : others;
    context.registry.update('persistentvolumeclaims', {
      ...claim,
      metadata: {
        ...claim.metadata,
        ownerReferences: ownerReferences.length ? ownerReferences : undefined,
      },
    });
  }
}
