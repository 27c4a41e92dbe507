import {
  Assessment,
  ClusterReading,
  EntityReport,
  Finding,
  Member,
  MemberClaim,
  StatefulSetReport,
} from 'backstage-plugin-stateful-services-common';

/** When every report of the fixtures was made. */
export const NOW = Date.parse('2026-11-20T12:00:00Z');

export const GIB = 1024 ** 3;

/** A time before the report was made. */
export function secondsAgo(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString();
}

export function claim(
  podName: string,
  overrides: Partial<MemberClaim> = {},
): MemberClaim {
  return {
    template: 'data',
    name: `data-${podName}`,
    phase: 'Bound',
    storageClassName: 'fast-retain',
    volumeName: `pv-${podName}`,
    zones: [],
    requestBytes: 10 * GIB,
    capacityBytes: 10 * GIB,
    usedBytes: 3.4 * GIB,
    expanding: false,
    ...overrides,
  };
}

/** A ready member of `redis` on the update revision. */
export function member(
  ordinal: number,
  overrides: Partial<Member> = {},
): Member {
  const podName = overrides.podName ?? `redis-${ordinal}`;
  return {
    ordinal,
    podName,
    state: 'available',
    level: 'fine',
    revision: '7f9c4',
    revisionState: 'update',
    heldByPartition: false,
    condemned: false,
    restarts: 0,
    node: `worker-${(ordinal % 3) + 1}`,
    zone: ['a', 'b', 'c'][ordinal % 3],
    since: secondsAgo(3 * 3600),
    claims: [claim(podName)],
    ...overrides,
  };
}

/** The members of `redis`, with what differs from "ready" by ordinal. */
export function members(
  count: number,
  overrides: Readonly<Record<number, Partial<Member>>> = {},
): Member[] {
  return Array.from({ length: count }, (_, ordinal) =>
    member(ordinal, overrides[ordinal]),
  );
}

export const onOldRevision = {
  revision: '5d2a8',
  revisionState: 'old',
} as const satisfies Partial<Member>;

/** A complete set of three unless the overrides say otherwise. */
export function assessment(overrides: Partial<Assessment> = {}): Assessment {
  const list = overrides.members ?? members(3);
  const available = list.filter(({ state }) => state === 'available').length;
  return {
    level: 'fine',
    levels: {
      rollout: 'fine',
      availability: 'fine',
      storage: 'fine',
      risk: 'fine',
    },
    headline: `All ${list.length} members run revision 7f9c4 and are ready.`,
    rollout: { state: 'Complete' },
    availability: {
      state: available === list.length ? 'Full' : 'Reduced',
      ready: available,
      available,
      replicas: list.length,
    },
    storage: {
      state: 'Bound',
      claims: list.length,
      sizesBytes: [10 * GIB],
      fullest: { ordinal: 1, claimName: 'data-redis-1', usedRatio: 0.34 },
    },
    replicas: list.length,
    startOrdinal: 0,
    partition: 0,
    updateStrategy: 'RollingUpdate',
    podManagementPolicy: 'OrderedReady',
    currentRevision: '5d2a8',
    updateRevision: '7f9c4',
    images: ['registry.example.com/library/redis:8.10.1'],
    members: list,
    findings: [],
    acknowledged: [],
    unknowns: [],
    ...overrides,
  };
}

export function set(name: string, of: Assessment): StatefulSetReport {
  return {
    key: `prod-eu-1/orders/${name}`,
    cluster: 'prod-eu-1',
    namespace: 'orders',
    name,
    assessment: of,
  };
}

export function cluster(
  name: string,
  overrides: Partial<ClusterReading> = {},
): ClusterReading {
  return {
    name,
    title: name,
    state: 'synced',
    since: secondsAgo(7200),
    unread: [],
    ...overrides,
  };
}

export function report(
  statefulSets: StatefulSetReport[],
  overrides: Partial<EntityReport> = {},
): EntityReport {
  return {
    entityRef: 'component:default/orders-cache',
    generatedAt: new Date(NOW).toISOString(),
    level: statefulSets[0]?.assessment.level ?? 'unknown',
    selection: {
      kind: 'labels',
      labelSelector: 'backstage.io/kubernetes-id=orders-cache',
    },
    clusters: [cluster('prod-eu-1')],
    statefulSets,
    ...overrides,
  };
}

/** A report of one set named `redis`. */
export function reportOf(overrides: Partial<Assessment>): EntityReport {
  return report([set('redis', assessment(overrides))]);
}

export function finding(
  overrides: Partial<Finding> & Pick<Finding, 'id' | 'title'>,
): Finding {
  return {
    severity: 'warning',
    explanation: '',
    evidence: [
      {
        object: { kind: 'Pod', namespace: 'orders', name: 'redis-0' },
        field: 'status.phase',
        observed: 'Pending',
        expected: 'Running',
      },
    ],
    remediation: [],
    ...overrides,
  };
}
