import { assessment, cluster, report, secondsAgo, set } from './build';

const threeClusters = ['prod-eu-1', 'prod-eu-2', 'staging'].map(name =>
  cluster(name),
);

export const emptySelectionMissing = report([], {
  selection: { kind: 'missing' },
  clusters: threeClusters,
});

export const emptySelectionInvalid = report([], {
  selection: {
    kind: 'invalid',
    annotation: 'backstage.io/kubernetes-label-selector',
    message:
      'Expected a label selector such as "app=orders,tier in (cache)", but "app=orders,," ends with a comma.',
  },
  clusters: threeClusters,
});

export const emptySelectsNothing = report([], {
  selection: {
    kind: 'labels',
    labelSelector: 'backstage.io/kubernetes-id=orders-cache',
    namespace: 'orders',
  },
  clusters: threeClusters,
});

export const emptyNamedSet = report([], {
  selection: {
    kind: 'sets',
    sets: [{ cluster: 'prod-eu-1', namespace: 'orders', name: 'redis' }],
  },
  clusters: [cluster('prod-eu-1')],
});

export const oneNamedSetMissing = report([set('redis', assessment())], {
  selection: {
    kind: 'sets',
    sets: [
      { namespace: 'orders', name: 'redis' },
      { namespace: 'orders', name: 'redis-sentinel' },
    ],
  },
  clusters: threeClusters,
});

export const partial = report([set('redis', assessment())], {
  clusters: [
    cluster('prod-eu-1'),
    cluster('prod-eu-2', {
      state: 'unreachable',
      since: secondsAgo(4 * 60),
      message:
        'Listing StatefulSets got no answer within 10 s. Check that the API server is up and reachable from the portal.',
    }),
  ],
});

export const partialResources = report(
  [
    set(
      'redis',
      assessment({
        storage: { state: 'Unknown', claims: 0, sizesBytes: [] },
        levels: {
          rollout: 'fine',
          availability: 'fine',
          storage: 'unknown',
          risk: 'unknown',
        },
        unknowns: [
          {
            input: 'PersistentVolumeClaims',
            message: 'The portal may not list them in namespace orders.',
          },
        ],
      }),
    ),
  ],
  {
    clusters: [
      cluster('prod-eu-1', {
        state: 'partial',
        since: secondsAgo(2 * 3600),
        unread: [
          {
            resource: 'persistentvolumeclaims',
            message: 'Forbidden: give the portal get, list and watch on them.',
          },
        ],
      }),
    ],
  },
);

export const nothingButUnread = report([], {
  clusters: [cluster('prod-eu-1', { state: 'syncing', since: secondsAgo(3) })],
});
