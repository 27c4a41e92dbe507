import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { namespaceOf } from '../cluster/writtenCluster.mjs';

/** The namespace is named, which spares the peer nine tenths of what it would have the API server look through. */
export const entityOf = index => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: `service-${index}`,
    annotations: {
      'backstage.io/kubernetes-id': `service-${index}`,
      'backstage.io/kubernetes-namespace': namespaceOf(index),
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
});

/** @param {string} dir @param {number} count @returns {Promise<string>} the path of a catalog file */
export async function entitiesFile(dir, count) {
  const file = join(dir, 'entities.yaml');
  const documents = Array.from({ length: count }, (_, index) =>
    JSON.stringify(entityOf(index)),
  );
  await writeFile(file, documents.join('\n---\n'));
  return file;
}
