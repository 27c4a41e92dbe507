import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { NOW, reports } from '../__fixtures__';
import { SetList } from './SetList';

const show = ({ statefulSets }: EntityReport) =>
  render(<SetList sets={statefulSets} now={NOW} />);

describe('SetList', () => {
  it('says the next step of a state that has no finding', () => {
    show(reports.staged);
    expect(
      screen.getByText('Lower the partition to 1 to go on.'),
    ).toBeVisible();
  });

  it('says once what to do about the headline, with its danger and what to check first', () => {
    show(reports.trapBlocked);
    expect(
      screen.getAllByText('Delete pod redis-2; its volume stays.'),
    ).toHaveLength(1);
    expect(screen.getByText('Disruptive')).toBeVisible();
    expect(
      screen.getByText('Check first: The other two members are ready.'),
    ).toBeVisible();
    expect(
      screen.getByText('kubectl --namespace orders delete pod redis-2'),
    ).toBeVisible();
  });

  it('shows the worst finding besides the headline with its first step', () => {
    show(reports.quorumEdge);
    expect(screen.getByText(/^One more member down/)).toBeVisible();
    expect(
      screen.getAllByText(
        'Bring back redis-2 before any other member restarts.',
      ),
    ).toHaveLength(1);
  });

  it('holds everything else behind Details', async () => {
    const user = userEvent.setup();
    show(reports.trapBlocked);
    expect(
      screen.queryByRole('list', { name: 'Findings' }),
    ).not.toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Details, 2 findings' }),
    );
    const findings = within(screen.getByRole('list', { name: 'Findings' }));
    expect(
      findings.getByText(/With ordered pods, Kubernetes waits/),
    ).toBeVisible();
    const [evidence] = findings.getAllByRole('list', { name: 'Evidence' });
    expect(evidence).toHaveTextContent(
      'Pod orders/redis-2 → metadata.labels.controller-revision-hash',
    );
    expect(evidence).toHaveTextContent('observed 9b1e0');
    expect(evidence).toHaveTextContent('expected 7f9c4');
    expect(evidence).toHaveTextContent('for 14 min');
    expect(
      findings.getByText('No PodDisruptionBudget protects the members.'),
    ).toBeVisible();
    expect(screen.getByText('Availability').parentElement).toHaveTextContent(
      'Needs attention',
    );
  });

  it('mentions what was acknowledged, and counts it nowhere', async () => {
    const user = userEvent.setup();
    show(reports.acknowledged);
    expect(screen.queryByText(/No PodDisruptionBudget/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Details' }));
    expect(
      screen.getByRole('list', { name: 'Acknowledged findings' }),
    ).toHaveTextContent(
      'No PodDisruptionBudget protects the members. Acknowledged until 2026-12-31 by jane: nobody drains these nodes',
    );
    expect(screen.getByText('No findings.')).toBeVisible();
  });

  it('shortens a digest and counts the other images', () => {
    show(reports.scalingDown);
    expect(screen.getByText('redis@sha256:0f1e2d3 and 1 more')).toBeVisible();
  });

  it('says that a set without volumes has no storage of its own', () => {
    show(reports.scaledToZero);
    expect(screen.getByText('No storage of its own')).toBeVisible();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('copies a command', async () => {
    const user = userEvent.setup();
    document.execCommand = () => true;
    show(reports.trapBlocked);
    const command = 'kubectl --namespace orders delete pod redis-2';
    await user.click(screen.getByRole('button', { name: `Copy: ${command}` }));
    expect(
      screen.getByRole('button', { name: `Copied: ${command}` }),
    ).toBeVisible();
  });

  it('shows several sets worst first and folds those that are fine', async () => {
    const user = userEvent.setup();
    show(reports.severalSets);
    expect(
      screen.getAllByRole('region').map(set => set.getAttribute('aria-label')),
    ).toEqual(['shard-3', 'shard-1']);
    await user.click(screen.getByRole('button', { name: '5 more, all fine' }));
    await user.click(screen.getByRole('button', { name: 'Open shard-4' }));
    expect(
      screen.getAllByRole('region').map(set => set.getAttribute('aria-label')),
    ).toEqual(['shard-3', 'shard-1', 'shard-4']);
  });

  it('tells sets of the same name in different clusters apart', () => {
    const [set] = reports.rollingOut.statefulSets;
    const twice = ['prod-eu-1', 'prod-eu-2'].flatMap(cluster =>
      set ? { ...set, cluster, key: `${cluster}/orders/redis` } : [],
    );
    show({ ...reports.rollingOut, statefulSets: twice });
    expect(
      screen
        .getAllByRole('heading', { level: 4 })
        .map(each => each.textContent),
    ).toEqual(['prod-eu-1/orders/redis', 'prod-eu-2/orders/redis']);
  });

  it('says in one sentence that several sets are all fine', () => {
    show(reports.severalFineSets);
    expect(screen.getByText('All 3 StatefulSets are fine.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Show each' })).toBeVisible();
  });
});
