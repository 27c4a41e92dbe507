import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { TestApiProvider } from '@backstage/test-utils';
import { EntityStatefulServiceCard } from '../src';
import { outcomes } from '../src/__fixtures__';
import { statefulServicesApiRef } from '../src/client/StatefulServicesApi';
import styles from './Gallery.module.css';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders-cache',
    annotations: { 'backstage.io/kubernetes-id': 'orders-cache' },
  },
  spec: { type: 'service' },
};

/** The card in every situation of the fixtures, or in the one that `?only=` names. */
export function Gallery() {
  const only = new URLSearchParams(window.location.search).get('only');
  return (
    <main className={styles.gallery}>
      {Object.entries(outcomes)
        .filter(([name]) => only === null || name === only)
        .map(([name, outcome]) => (
          <article key={name} id={name} className={styles.situation}>
            <h2 className={styles.name}>{name}</h2>
            <TestApiProvider
              apis={[
                [statefulServicesApiRef, { getEntityReport: () => outcome }],
              ]}
            >
              <EntityProvider entity={entity}>
                <EntityStatefulServiceCard />
              </EntityProvider>
            </TestApiProvider>
          </article>
        ))}
    </main>
  );
}
