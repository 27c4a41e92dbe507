const zones = ['zone-a', 'zone-b', 'zone-c'];

export const zoneOf = index => zones[index % zones.length];

/** A multiple of the zones, so that a node stands in the zone of its index. */
export const nodeCount = 300;

export const nodeName = index => `bench-node-${index}`;

/** @param {string} name of the service */
export const labelsOf = name => ({
  'app.kubernetes.io/name': 'redis',
  'app.kubernetes.io/instance': name,
  'app.kubernetes.io/managed-by': 'Helm',
  'backstage.io/kubernetes-id': name,
});

/** RFC 3339 in whole seconds, as the API server writes times. */
export const timestamp = ms => `${new Date(ms).toISOString().slice(0, 19)}Z`;

let nextUid = 0;

export function metadata({ name, namespace, labels, created, ...rest }) {
  nextUid += 1;
  return {
    name,
    ...(namespace && { namespace }),
    // The form of a uid, in order, so that two runs make the same objects.
    uid: `00000000-0000-4000-8000-${String(nextUid).padStart(12, '0')}`,
    resourceVersion: '1',
    creationTimestamp: created,
    ...(labels && { labels }),
    ...rest,
  };
}
