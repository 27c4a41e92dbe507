import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Assessment,
  EntityReport,
} from 'backstage-plugin-stateful-services-common';
import { NOW, reports } from '../__fixtures__';
import { assessment, members, onOldRevision } from '../__fixtures__/build';
import { MemberStrip } from './MemberStrip';

function assessmentOf({ statefulSets: [first] }: EntityReport): Assessment {
  if (!first) {
    throw new Error('The fixture has no set');
  }
  return first.assessment;
}

function show(of: Assessment) {
  render(<MemberStrip name="redis" assessment={of} now={NOW} />);
  return screen.getAllByRole('button');
}

function ordinals(cells: readonly HTMLElement[]): readonly string[] {
  return cells.map(cell => cell.firstChild?.textContent?.split(',')[0] ?? '');
}

describe('MemberStrip', () => {
  it('lists the members in the order of their ordinals', () => {
    show(assessmentOf(reports.rollingOut));
    const list = screen.getByRole('list', { name: 'Members of redis' });
    expect(ordinals(within(list).getAllByRole('button'))).toEqual([
      'Member 0',
      'Member 1',
      'Member 2',
    ]);
    expect(within(list).getAllByRole('listitem')).toHaveLength(3);
  });

  it('tells an old revision from the new one', () => {
    show(assessmentOf(reports.rollingOut));
    expect(
      screen.getByRole('button', {
        name: 'Member 0, restarting, old revision 5d2a8, zone a, for 40 s',
      }),
    ).toBeVisible();
    expect(screen.getByText('updates run this way')).toBeVisible();
    expect(screen.getByText('old')).toHaveTextContent('old5d2a8');
  });

  it('explains no patterns while all members run one revision', () => {
    show(assessment());
    expect(screen.queryByText('updates run this way')).not.toBeInTheDocument();
    expect(screen.queryByText('old')).not.toBeInTheDocument();
  });

  it.each([
    { partition: 2, index: 2, side: 'before' },
    { partition: 3, index: 2, side: 'after' },
  ])(
    'draws the line of partition $partition $side cell $index',
    ({ partition, index, side }) => {
      const held = Object.fromEntries(
        Array.from({ length: partition }, (_, ordinal) => [
          ordinal,
          { ...onOldRevision, heldByPartition: true },
        ]),
      );
      const cells = show(assessment({ partition, members: members(3, held) }));
      expect(cells.map(cell => cell.parentElement?.dataset.boundary)).toEqual(
        [0, 1, 2].map(each => (each === index ? side : undefined)),
      );
      expect(
        screen.getByText(`partition ${partition}: updates stop here`),
      ).toBeVisible();
    },
  );

  it('draws no line without a partition', () => {
    const cells = show(assessmentOf(reports.rollingOut));
    for (const cell of cells) {
      expect(cell.parentElement).not.toHaveAttribute('data-boundary');
    }
  });

  it('is one stop for Tab and moves by arrow keys', async () => {
    const user = userEvent.setup();
    const cells = show(assessmentOf(reports.complete));
    await user.tab();
    expect(cells[0]).toHaveFocus();
    await user.keyboard('{ArrowRight}');
    expect(cells[1]).toHaveFocus();
    await user.keyboard('{End}{ArrowRight}');
    expect(cells[2]).toHaveFocus();
    await user.keyboard('{ArrowLeft}{Home}{ArrowLeft}');
    expect(cells[0]).toHaveFocus();
    await user.keyboard('{ArrowRight}');
    expect(cells.map(cell => cell.tabIndex)).toEqual([-1, 0, -1]);
    await user.tab();
    expect(document.body).toHaveFocus();
  });

  it('opens and closes a member by Enter', async () => {
    const user = userEvent.setup();
    show(assessmentOf(reports.crashLooping));
    await user.tab();
    await user.keyboard('{ArrowRight}{Enter}');
    const detail = screen.getByRole('group', { name: 'redis-1' });
    expect(detail).toHaveTextContent(
      'Failing · CrashLoopBackOff, exit code 1 · for 9 min',
    );
    expect(detail).toHaveTextContent('worker-2 · zone b');
    expect(detail).toHaveTextContent('Restarts7');
    expect(detail).toHaveTextContent(
      'data-redis-1 · bound · 10 GiB · 34 % used · class fast-retain',
    );
    await user.keyboard('{Enter}');
    expect(detail).not.toBeInTheDocument();
  });

  it('shows more than 12 members in rows of ten, and names those that are not fine', () => {
    show(assessmentOf(reports.manyMembersRollingOut));
    const first = screen.getByRole('list', { name: 'Members 0 to 9 of redis' });
    expect(within(first).getAllByRole('button')).toHaveLength(10);
    const second = screen.getByRole('list', {
      name: 'Members 10 to 14 of redis',
    });
    expect(within(second).getAllByRole('button')).toHaveLength(5);
    expect(screen.getByText('9 ready')).toBeVisible();
    expect(screen.getByText('5 restarting')).toBeVisible();
    expect(screen.getByText('4 ready')).toBeVisible();
    expect(screen.getByText('13 not ready')).toBeVisible();
  });

  it('moves by rows of ten', async () => {
    const user = userEvent.setup();
    const cells = show(assessmentOf(reports.manyMembersRollingOut));
    await user.tab();
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(cells[11]).toHaveFocus();
    await user.keyboard('{ArrowUp}');
    expect(cells[1]).toHaveFocus();
  });

  it('keeps the cell in focus when the report changes', async () => {
    const user = userEvent.setup();
    const { rerender } = render(
      <MemberStrip
        name="redis"
        assessment={assessmentOf(reports.rollingOut)}
        now={NOW}
      />,
    );
    await user.tab();
    await user.keyboard('{ArrowRight}');
    rerender(
      <MemberStrip
        name="redis"
        assessment={assessmentOf(reports.complete)}
        now={NOW}
      />,
    );
    expect(screen.getByRole('button', { name: /^Member 1,/ })).toHaveFocus();
  });
});
