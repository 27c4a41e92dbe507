import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { NOW, outcomes, reports } from '../__fixtures__';
import { violationsOf } from '../__testUtils__/violationsOf';
import { afterOutcome, Reading } from '../hooks/reading';
import { toCardState } from './cardState';
import { Freshness, freshnessOf } from './freshness';
import { StatefulServiceCardView } from './StatefulServiceCardView';

const LOADING: Reading<EntityReport> = { status: 'loading' };

function cardOf(
  state: Reading<EntityReport>,
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

function ready(report: EntityReport): Reading<EntityReport> {
  return { status: 'ready', answer: report, receivedAt: NOW };
}

const show = (report: EntityReport) => render(cardOf(ready(report)));

async function stateNamed(name: keyof typeof outcomes) {
  return name === 'loading'
    ? LOADING
    : afterOutcome(LOADING, await outcomes[name], NOW);
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
    const state: Reading<EntityReport> = {
      ...ready(reports.complete),
      status: 'ready',
      answer: reports.complete,
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

  it('names the sets that the entity names and nobody has, beside the others', () => {
    show(reports.oneNamedSetMissing);
    expect(
      screen.getByText('Not found: StatefulSet orders/redis-sentinel.'),
    ).toBeVisible();
    expect(screen.getByText(/^All 3 members/)).toBeVisible();
  });
});
