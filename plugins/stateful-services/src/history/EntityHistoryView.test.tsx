import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Timeline } from 'backstage-plugin-stateful-services-common';
import { NOW, timeline } from '../__fixtures__';
import { violationsOf } from '../__testUtils__/violationsOf';
import { Reading } from '../hooks/reading';
import { EntityHistoryView } from './EntityHistoryView';

const READY: Reading<Timeline> = {
  status: 'ready',
  answer: timeline,
  receivedAt: NOW,
};

function show(state: Reading<Timeline>, onShowEarlier?: () => void) {
  return render(
    <EntityHistoryView
      entityRef={timeline.entityRef}
      state={state}
      now={NOW}
      onRetry={() => {}}
      onShowEarlier={onShowEarlier}
    />,
  );
}

it.each<Reading<Timeline>>([
  { status: 'loading' },
  { status: 'forbidden' },
  { status: 'error', message: 'The portal did not answer.', retrying: false },
  { ...READY, failure: 'The portal did not answer.' },
  READY,
])('has no accessibility violations: $status', async state => {
  const { container } = show(state);
  expect(await violationsOf(container)).toEqual([]);
});

it('tells rollouts, findings and changes with who and why, latest first', () => {
  show(READY);
  const sentences = screen
    .getAllByRole('listitem')
    .flatMap(item => within(item).queryAllByRole('paragraph')[0] ?? [])
    .map(({ textContent }) => textContent);
  expect(sentences).toEqual([
    'Rolling out 7f9c4 for 3 min: 1 member replaced so far.',
    'orders-cache-1 is not ready.',
    'redis:8.0 → redis:8.1.',
    'No PodDisruptionBudget protects the members.',
    'Rolled out 5d2a1 to 3 members in 2 min.',
  ]);
  expect(screen.getByText('By helm: security update')).toBeVisible();
  expect(screen.getByText('Open for 1 min')).toBeVisible();
});

it('says what a member usually takes, and which one takes longer', () => {
  show(READY);
  expect(screen.getByText(/one in twenty more than 1 min/)).toHaveTextContent(
    'A member usually takes 40 s to be replaced, one in twenty more than 1 min (from 6 replacements).',
  );
  expect(screen.getByText('2 min so far, slower than usual')).toBeVisible();
  expect(screen.getByText('1 min')).toBeVisible();
});

it('calls nothing usual or slow while too little is known', () => {
  const [usual] = timeline.durations;
  show({
    ...READY,
    answer: {
      ...timeline,
      durations: usual ? [{ ...usual, samples: 2 }] : [],
    },
  });
  expect(screen.queryByText(/slower than usual/)).not.toBeInTheDocument();
  expect(screen.queryByText(/usually takes/)).not.toBeInTheDocument();
});

it('says where nothing is being recorded, and that nothing has happened', () => {
  show({
    ...READY,
    answer: {
      ...timeline,
      items: [],
      durations: [],
      paused: [{ cluster: 'edge', message: 'It does not answer.' }],
    },
  });
  expect(
    screen.getByText('What happens in cluster edge is not being recorded.'),
  ).toBeVisible();
  expect(screen.getByText(/Nothing has happened/)).toBeVisible();
});

it('shows earlier entries when asked', async () => {
  const onShowEarlier = jest.fn();
  show(READY, onShowEarlier);
  await userEvent.click(screen.getByRole('button', { name: 'Show earlier' }));
  expect(onShowEarlier).toHaveBeenCalledTimes(1);
});
