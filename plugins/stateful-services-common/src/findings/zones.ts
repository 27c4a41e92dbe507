import { Ordinal } from '../assessment/ordinal';
import { readOrEmpty, Situation } from '../assessment/situation';
import { eachClaim, onSet } from './each';
import { evidenceOf } from './evidence';
import { Evidence, Rule } from './rule';
import { step } from './steps';

const zoneGone: Rule = {
  id: 'pv.zone-gone',
  axis: 'storage',
  severity: 'warning',
  summary: 'A volume lies in a zone without a usable node.',
  explanation:
    'The disk can be attached only in its zone. A member that has to start again finds no place there.',
  source:
    'https://kubernetes.io/docs/setup/best-practices/multiple-zones/#storage-access-for-zones',
  needs: ['pods', 'claims', 'volumes', 'zones'],
  suppresses: ['pod.unschedulable.'],
  find: situation =>
    eachClaim(situation, ({ volume }, { podName, pod }) => {
      const usable = readOrEmpty(situation.observation.zones);
      return volume &&
        volume.zones.length > 0 &&
        usable.length > 0 &&
        volume.zones.every(zone => !usable.includes(zone))
        ? {
            severity: pod?.nodeName === undefined ? 'critical' : 'warning',
            title: `The volume of ${podName} lies in ${volume.zones.join(', ')}, where no node takes pods.`,
            evidence: [
              evidenceOf('PersistentVolume', volume, [
                'spec.nodeAffinity',
                volume.zones.join(', '),
                `one of ${[...usable].sort().join(', ')}`,
              ]),
            ],
            remediation: [
              step(
                `Add a node in ${volume.zones.join(' or ')}, or restore the data into another zone.`,
                {
                  command:
                    'kubectl get nodes --label-columns topology.kubernetes.io/zone',
                },
              ),
            ],
          }
        : undefined;
    }),
};

/**
 * The zone that holds so many of them that its loss takes the service along: all of them, or a majority where one is
 * needed. Nothing is said where fewer zones than members make that unavoidable.
 */
function crowdedZone(
  { set, quorum, observation }: Situation,
  placed: readonly { readonly ordinal: Ordinal; readonly zone: string }[],
): string | undefined {
  const zones = readOrEmpty(observation.zones).length;
  const fairShare = Math.ceil(set.replicas / Math.max(1, zones));
  const tooMany =
    quorum === undefined ? set.replicas : Math.max(quorum, fairShare + 1);
  if (zones < 2 || set.replicas < 2) {
    return undefined;
  }
  const counts = new Map<string, number>();
  for (const { zone } of placed) {
    counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => count >= tooMany)?.[0];
}

const source =
  'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/';

const spread = step(
  'Spread the members over zones by topologySpreadConstraints with the key topology.kubernetes.io/zone.',
);

const zoneConcentration: Rule = {
  id: 'ha.zone-concentration',
  axis: 'risk',
  severity: 'warning',
  summary: 'The loss of one zone takes the service along.',
  explanation:
    'So many members run in one zone that those in the others cannot go on without them.',
  source,
  needs: ['pods', 'nodes', 'zones'],
  find(situation) {
    const placed = situation.members.flatMap(member =>
      member.wanted && member.available && member.node?.zone
        ? { ordinal: member, zone: member.node.zone }
        : [],
    );
    const zone = crowdedZone(situation, placed);
    const there = placed.filter(place => place.zone === zone);
    return onSet(zone !== undefined, () => ({
      title: `${there.length} of ${situation.set.replicas} members of ${situation.set.name} run in zone ${zone}.`,
      evidence: there.flatMap(({ ordinal: { node } }): readonly Evidence[] =>
        node
          ? [
              evidenceOf('Node', node, [
                'metadata.labels[topology.kubernetes.io/zone]',
                zone ?? '',
                'different zones',
              ]),
            ]
          : [],
      ),
      remediation: [spread],
    }));
  },
};

const volumeZoneConcentration: Rule = {
  id: 'ha.volume-zone-concentration',
  axis: 'risk',
  severity: 'warning',
  summary: 'The volumes hold the members in one zone.',
  explanation:
    'A member runs where its volume is. Spreading the pods does not help before volumes lie in several zones.',
  source,
  needs: ['pods', 'claims', 'volumes', 'zones'],
  suppresses: ['ha.zone-concentration'],
  find(situation) {
    const placed = situation.claims.flatMap(({ found, ordinal }) => {
      const [zone, ...more] = found.volume?.zones ?? [];
      return ordinal.wanted && found.volume && zone && more.length === 0
        ? { ordinal, zone, volume: found.volume }
        : [];
    });
    const ofMembers = placed.filter(
      ({ ordinal }, index) =>
        placed.findIndex(place => place.ordinal === ordinal) === index,
    );
    const zone = crowdedZone(situation, ofMembers);
    const there = ofMembers.filter(place => place.zone === zone);
    return onSet(zone !== undefined, () => ({
      title: `The volumes of ${there.length} of ${situation.set.replicas} members of ${situation.set.name} lie in zone ${zone}.`,
      evidence: there.map(({ volume }) =>
        evidenceOf('PersistentVolume', volume, [
          'spec.nodeAffinity',
          zone ?? '',
          'different zones',
        ]),
      ),
      remediation: [
        step(
          'Move one member at a time: spread the pods over zones, then let each make its volume anew.',
          {
            danger: 'data-loss',
            precheck: 'All other members are ready and hold all data.',
          },
        ),
      ],
    }));
  },
};

/** What zones do to volumes and members. */
export const zoneRules: readonly Rule[] = [
  zoneGone,
  volumeZoneConcentration,
  zoneConcentration,
];
