import { screen } from '@testing-library/react';
import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { Route, Routes } from 'react-router-dom';
import { diagnostics, outcomes, timeline } from './__fixtures__';
import {
  EntityStatefulServiceCard,
  EntityStatefulServiceHistory,
  isStatefulServiceAvailable,
  statefulServicesApiRef,
  StatefulServicesDiagnosticsPage,
  statefulServicesPlugin,
} from '.';

function entityWith(annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders-cache', ...(annotations && { annotations }) },
    spec: { type: 'service' },
  };
}

describe('the plugin of the legacy frontend system', () => {
  it('shows the card of the entity', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [
            statefulServicesApiRef,
            { getEntityReport: () => outcomes.complete },
          ],
        ]}
      >
        <EntityProvider
          entity={entityWith({ 'backstage.io/kubernetes-id': 'orders-cache' })}
        >
          <EntityStatefulServiceCard />
        </EntityProvider>
      </TestApiProvider>,
    );
    expect(
      await screen.findByText(
        'All 3 members run revision 7f9c4 and are ready.',
      ),
    ).toBeVisible();
  });

  it('shows the history of the entity', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [
            statefulServicesApiRef,
            {
              getEntityTimeline: async () => ({
                kind: 'answer' as const,
                answer: timeline,
              }),
            },
          ],
        ]}
      >
        <EntityProvider
          entity={entityWith({ 'backstage.io/kubernetes-id': 'orders-cache' })}
        >
          <Routes>
            <Route path="/*" element={<EntityStatefulServiceHistory />} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
    );
    expect(
      await screen.findByText('orders-cache-1 is not ready.'),
    ).toBeVisible();
  });

  it('shows how clusters are read', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [
            statefulServicesApiRef,
            {
              getDiagnostics: async () => ({
                kind: 'answer' as const,
                answer: diagnostics,
              }),
            },
          ],
        ]}
      >
        <Routes>
          <Route path="/*" element={<StatefulServicesDiagnosticsPage />} />
        </Routes>
      </TestApiProvider>,
    );
    expect(await screen.findByText(/^Partly blind/)).toBeVisible();
  });

  it('brings its own client', () => {
    expect(
      [...statefulServicesPlugin.getApis()].map(({ api }) => api.id),
    ).toEqual([statefulServicesApiRef.id]);
  });

  it.each<{ annotations?: Record<string, string>; available: boolean }>([
    { annotations: { 'backstage.io/kubernetes-id': 'a' }, available: true },
    {
      annotations: { 'backstage.io/kubernetes-label-selector': 'app=a' },
      available: true,
    },
    {
      annotations: { 'backstage.io/kubernetes-namespace': 'a' },
      available: false,
    },
    { annotations: undefined, available: false },
  ])(
    'is available for $annotations: $available',
    ({ annotations, available }) => {
      expect(isStatefulServiceAvailable(entityWith(annotations))).toBe(
        available,
      );
    },
  );
});
