import { render, screen } from '@testing-library/react';
import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { reports } from '../__fixtures__';
import { EmptyView } from './EmptyView';

const show = (report: EntityReport) => render(<EmptyView report={report} />);

describe('EmptyView', () => {
  it.each([
    {
      name: 'emptySelectionMissing',
      sentences: [
        /^component:default\/orders-cache does not say which/,
        /^Looked for the annotations/,
        'backstage.io/kubernetes-id: orders-cache',
      ],
    },
    {
      name: 'emptySelectionInvalid',
      sentences: [
        'The annotation backstage.io/kubernetes-label-selector cannot be understood.',
        /ends with a comma/,
        /^No cluster was looked in\. Correct the annotation/,
      ],
    },
    {
      name: 'emptySelectsNothing',
      sentences: [
        'No StatefulSet carries backstage.io/kubernetes-id=orders-cache.',
        'Looked in 3 clusters (prod-eu-1, prod-eu-2, staging), namespace orders.',
        /^Set these labels on the StatefulSet/,
      ],
    },
    {
      name: 'emptyNamedSet',
      sentences: [
        'No StatefulSet is named prod-eu-1/orders/redis.',
        'Looked in cluster prod-eu-1.',
        /^Correct the annotation/,
      ],
    },
  ] as const)(
    'says what was looked for, where, and what to do: $name',
    ({ name, sentences }) => {
      show(reports[name]);
      for (const sentence of sentences) {
        expect(screen.getByText(sentence)).toBeVisible();
      }
    },
  );

  it('names the namespaces that were looked in when others may not be read', () => {
    const [first] = reports.emptySelectsNothing.clusters;
    show({
      ...reports.emptySelectsNothing,
      clusters: first ? [{ ...first, namespaces: ['orders', 'shop'] }] : [],
    });
    expect(
      screen.getByText(
        'Looked in cluster prod-eu-1 (only orders and shop), namespace orders.',
      ),
    ).toBeVisible();
  });

  it('says that no cluster is connected', () => {
    show({ ...reports.emptySelectsNothing, clusters: [] });
    expect(screen.getByText('No cluster is connected.')).toBeVisible();
    expect(screen.getByText(/^Connect a cluster/)).toBeVisible();
  });
});
