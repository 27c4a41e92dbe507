import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { NOW, outcomes, reports } from '../__fixtures__';
import { afterOutcome, EntityReportState } from '../hooks/reportState';
import { toCardState } from './cardState';
import { Freshness, freshnessOf } from './freshness';
import { StatefulServiceCardView } from './StatefulServiceCardView';

const LOADING: EntityReportState = { status: 'loading' };

function cardOf(
  state: EntityReportState,
  freshness: Freshness | undefined = freshnessOf(state, true, NOW),
  onRetry: () => void = () => {},
) {
  return (
    <StatefulServiceCardView
      entityRef="component:default/orders-cache"
      state={toCardState(state)}
      freshness={freshness}
      now={NOW}
      onRetry={onRetry}
    />
  );
}

function ready(report: EntityReport): EntityReportState {
  return { status: 'ready', report, receivedAt: NOW };
}

const show = (report: EntityReport) => render(cardOf(ready(report)));

async function stateNamed(name: keyof typeof outcomes) {
  return name === 'loading'
    ? LOADING
    : afterOutcome(LOADING, await outcomes[name], NOW);
}

async function violationsOf(element: Element) {
  // axe draws text to find icon fonts, and jsdom cannot draw.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  const { violations } = await axe.run(element, {
    // jsdom computes no layout; contrast is checked on the tokens.
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

// The names of an object literal are the keys of its type.
const names = Object.keys(outcomes) as (keyof typeof outcomes)[];

describe('StatefulServiceCardView', () => {
  it.each(names)('has no accessibility violations: %s', async name => {
    const { container } = render(cardOf(await stateNamed(name)));
    for (const details of screen.queryAllByRole('button', {
      name: /^Details/,
    })) {
      await userEvent.click(details);
    }
    for (const member of screen.queryAllByRole('button', {
      name: /^Member 0/,
    })) {
      await userEvent.click(member);
    }
    expect(await violationsOf(container)).toEqual([]);
  });

  it('shows the outline while it is loading', () => {
    render(cardOf(LOADING));
    expect(
      screen.getByRole('status', { name: 'Reading the state of the service' }),
    ).toBeVisible();
    expect(screen.queryByText('Live')).not.toBeInTheDocument();
  });

  it('says that all is well, on how much storage, and where', () => {
    show(reports.complete);
    const set = screen.getByRole('region', { name: 'redis' });
    expect(set).toHaveTextContent(
      'All 3 members run revision 7f9c4 and are ready.',
    );
    expect(within(set).getByText('Fine')).toBeInTheDocument();
    expect(set).toHaveTextContent('Storage 3 × 10 GiB');
    expect(set).toHaveTextContent('fullest redis-1 34 %');
    expect(set).toHaveTextContent('prod-eu-1 / orders / redis');
    expect(screen.getByText('redis:8.10.1')).toHaveAttribute(
      'title',
      'registry.example.com/library/redis:8.10.1',
    );
    expect(screen.getByText('Live')).toBeVisible();
  });

  it.each([
    {
      name: 'rollingOut',
      sentence: /^Rolling out 7f9c4/,
      level: 'In progress',
    },
    {
      name: 'staged',
      sentence: /holds the other two back/,
      level: 'Needs attention',
    },
    {
      name: 'trapBlocked',
      sentence: /^Stuck: redis-2 runs/,
      level: 'Critical',
    },
    {
      name: 'crashLooping',
      sentence: /^Stuck: redis-1 ends/,
      level: 'Critical',
    },
    {
      name: 'claimBlocked',
      sentence: /storage class "fast"/,
      level: 'Critical',
    },
    {
      name: 'volumeNearlyFull',
      sentence: /86 % full/,
      level: 'Needs attention',
    },
    {
      name: 'expanding',
      sentence: /from 10 GiB to 20 GiB/,
      level: 'In progress',
    },
    { name: 'nodeLost', sentence: /^Stuck: Node worker-2/, level: 'Critical' },
    {
      name: 'quorumEdge',
      sentence: /^No member may fail/,
      level: 'Needs attention',
    },
    {
      name: 'manyMembersRollingOut',
      sentence: /8 of 12/,
      level: 'Needs attention',
    },
  ] as const)(
    'says the headline and its level: $name',
    ({ name, sentence, level }) => {
      show(reports[name]);
      const [headline] = screen.getAllByText(sentence);
      expect(headline?.parentElement).toHaveTextContent(level);
    },
  );

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

  it('says which cluster does not answer, since when, and where the rest is from', () => {
    show(reports.partial);
    expect(
      screen.getByText('Cluster prod-eu-2 does not answer (4 min).'),
    ).toBeVisible();
    expect(screen.getByText(/got no answer within 10 s/)).toBeVisible();
    expect(screen.getByText('What is below is from prod-eu-1.')).toBeVisible();
    expect(screen.getByRole('region', { name: 'redis' })).toBeVisible();
  });

  it('says which resources could not be read, and does not take that for fine', async () => {
    show(reports.partialResources);
    expect(screen.getByText('persistentvolumeclaims')).toBeVisible();
    expect(screen.getByText('not known')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(
      screen.getByRole('list', { name: 'Could not be read' }),
    ).toHaveTextContent('PersistentVolumeClaims');
  });

  it('does not say that there is nothing while clusters are still being read', () => {
    show(reports.nothingButUnread);
    expect(
      screen.getByText(
        'Cluster prod-eu-1 is being read for the first time (3 s).',
      ),
    ).toBeVisible();
    expect(screen.getByText(/is known so far\.$/)).toBeVisible();
  });

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
  ] as const)(
    'says what was looked for, where, and what to do: $name',
    ({ name, sentences }) => {
      show(reports[name]);
      for (const sentence of sentences) {
        expect(screen.getByText(sentence)).toBeVisible();
      }
    },
  );

  it('says that no cluster is connected', () => {
    show({ ...reports.emptySelectsNothing, clusters: [] });
    expect(screen.getByText('No cluster is connected.')).toBeVisible();
    expect(screen.getByText(/^Connect a cluster/)).toBeVisible();
  });

  it('says which permission is missing', async () => {
    render(cardOf(await stateNamed('forbidden')));
    expect(
      screen.getByText('You may not see the state of this service.'),
    ).toBeVisible();
    expect(screen.getByText('stateful-services.report.read')).toBeVisible();
  });

  it('says what went wrong and tries again', async () => {
    const onRetry = jest.fn();
    render(cardOf(await stateNamed('error'), undefined, onRetry));
    expect(screen.getByRole('alert')).toHaveTextContent('got status 502');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('says how old the last report is when the refresh failed', async () => {
    const state: EntityReportState = {
      ...ready(reports.complete),
      status: 'ready',
      report: reports.complete,
      receivedAt: NOW - 4 * 60_000,
      failure: 'Asked the portal and got status 502.',
    };
    const onRetry = jest.fn();
    render(cardOf(state, freshnessOf(state, true, NOW), onRetry));
    expect(screen.getByText('What is below is 4 min old.')).toBeVisible();
    expect(screen.getByText('4 min old')).toBeVisible();
    expect(
      screen.getByText('Asked the portal and got status 502.'),
    ).toBeVisible();
    expect(screen.getByRole('region', { name: 'redis' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('tells a screen reader politely what has changed', async () => {
    jest.useFakeTimers();
    try {
      const { rerender, container } = show(reports.rollingOut);
      const region = container.querySelector('[aria-live="polite"]');
      expect(region).toBeEmptyDOMElement();
      rerender(cardOf(ready(reports.complete)));
      await act(() => jest.advanceTimersByTimeAsync(0));
      expect(region).toHaveTextContent(
        'All 3 members run revision 7f9c4 and are ready.',
      );
    } finally {
      jest.useRealTimers();
    }
  });
});
