import { screen } from '@testing-library/react';
import { Entity } from '@backstage/catalog-model';
import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { outcomes } from './__fixtures__';
import statefulServicesPlugin from './alpha';
import { statefulServicesApiRef } from './client/StatefulServicesApi';

const rolloutCard = statefulServicesPlugin.getExtension(
  'entity-card:stateful-services/rollout',
);

function entityWith(annotations: Readonly<Record<string, string>>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders-cache', annotations },
    spec: { type: 'service' },
  };
}

function show(annotations: Readonly<Record<string, string>>) {
  renderTestApp({
    extensions: [
      createTestEntityPage({ entity: entityWith(annotations) }),
      rolloutCard,
    ],
    apis: [
      [statefulServicesApiRef, { getEntityReport: () => outcomes.complete }],
    ],
  });
}

describe('the plugin of the new frontend system', () => {
  it.each(['kubernetes-id', 'kubernetes-label-selector'])(
    'shows the card for an entity with the annotation %s',
    async annotation => {
      show({ [`backstage.io/${annotation}`]: 'orders-cache' });
      expect(
        await screen.findByText(
          'All 3 members run revision 7f9c4 and are ready.',
        ),
      ).toBeVisible();
    },
  );

  it.each<{ annotations: Record<string, string>; shown: boolean }>([
    { annotations: { 'backstage.io/kubernetes-id': 'a' }, shown: true },
    { annotations: { 'backstage.io/kubernetes-namespace': 'a' }, shown: false },
    { annotations: {}, shown: false },
  ])(
    'has a card for a service with $annotations: $shown',
    ({ annotations, shown }) => {
      const filter = createExtensionTester(rolloutCard).get(
        EntityCardBlueprint.dataRefs.filterFunction,
      );
      expect(filter?.(entityWith(annotations))).toBe(shown);
    },
  );

  it('is a content card', () => {
    expect(
      createExtensionTester(rolloutCard).get(EntityCardBlueprint.dataRefs.type),
    ).toBe('content');
  });
});
