import { render, screen, within } from '@testing-library/react';
import { Diagnostics } from 'backstage-plugin-stateful-services-common';
import { diagnostics, NOW } from '../__fixtures__';
import { violationsOf } from '../__testUtils__/violationsOf';
import { Reading } from '../hooks/reading';
import { DiagnosticsView } from './DiagnosticsView';

const READY: Reading<Diagnostics> = {
  status: 'ready',
  answer: diagnostics,
  receivedAt: NOW,
};

function show(state: Reading<Diagnostics>) {
  return render(<DiagnosticsView state={state} now={NOW} onRetry={() => {}} />);
}

it.each<Reading<Diagnostics>>([
  { status: 'loading' },
  { status: 'forbidden' },
  { status: 'error', message: 'The portal did not answer.', retrying: false },
  { ...READY, failure: 'The portal did not answer.' },
  READY,
])('has no accessibility violations: $status', async state => {
  const { container } = show(state);
  expect(await violationsOf(container)).toEqual([]);
});

it('shows the clusters in trouble first', () => {
  show(READY);
  expect(screen.getByText(/^Partly blind/)).toBeVisible();
  expect(
    screen.getAllByRole('heading').map(({ textContent }) => textContent),
  ).toEqual(['edge', 'Production US prod-us-1', 'prod-eu-1']);
  expect(
    screen.getByText(/Does not answer for 5 min: GET https:\/\/edge/),
  ).toBeVisible();
});

it('says which clusters are configured and not watched, and why', () => {
  show(READY);
  expect(
    screen.getByText('kubernetes.clusterLocatorMethods[1] is not watched.'),
  ).toBeVisible();
  expect(screen.getByText(/^Clusters of type special/)).toBeVisible();
});

it('shows how each resource is read', () => {
  show(READY);
  const cluster = screen.getByRole('region', { name: 'Cluster prod-eu-1' });
  const cells = within(within(cluster).getByRole('row', { name: /^pods/ }));
  expect(
    cells.getAllByRole('cell').map(({ textContent }) => textContent),
  ).toEqual(['Read for 1 d', '12 s', '360', '0', '2520', '2.7 MiB', '3']);
});

it('says once what went wrong with a cluster that does not answer', () => {
  show(READY);
  const cluster = screen.getByRole('region', { name: 'Cluster edge' });
  expect(within(cluster).queryByText(/^Last failure/)).not.toBeInTheDocument();
});

it('gives the rule that is missing, as a role takes it', () => {
  show(READY);
  const cluster = screen.getByRole('region', { name: 'Cluster Production US' });
  expect(within(cluster).getByText(/apiGroups/)).toHaveTextContent(
    '- apiGroups: [""] resources: ["persistentvolumes"] verbs: ["list", "watch"]',
  );
  expect(
    within(cluster).getByText('Last failure 30 s ago: permission was denied'),
  ).toBeVisible();
});

it('names the permission that a caller lacks', () => {
  show({ status: 'forbidden' });
  expect(screen.getByText('stateful-services.diagnostics.read')).toBeVisible();
});
