import { Member } from 'backstage-plugin-stateful-services-common';
import { member, NOW, onOldRevision, secondsAgo } from '../__fixtures__/build';
import { describeMember } from './describeMember';

const cases: readonly {
  readonly situation: string;
  readonly overrides: Partial<Member>;
  readonly sentence: string;
}[] = [
  {
    situation: 'a member that restarts',
    overrides: {
      ...onOldRevision,
      state: 'terminating',
      since: secondsAgo(40),
    },
    sentence: 'Member 0, restarting, old revision 5d2a8, zone a, for 40 s',
  },
  {
    situation: 'a member that is to go',
    overrides: { state: 'terminating', condemned: true, since: secondsAgo(5) },
    sentence: 'Member 0, removing, new revision 7f9c4, zone a, for 5 s',
  },
  {
    situation: 'a member that is ready and is to go',
    overrides: { condemned: true, level: 'working', since: secondsAgo(5) },
    sentence: 'Member 0, leaving, new revision 7f9c4, zone a',
  },
  {
    situation: 'a member that the partition holds',
    overrides: { ...onOldRevision, heldByPartition: true, since: undefined },
    sentence:
      'Member 0, ready, old revision 5d2a8, held by the partition, zone a',
  },
  {
    situation: 'a member that fails',
    overrides: {
      state: 'failing',
      reason: 'CrashLoopBackOff, exit code 1',
      since: secondsAgo(540),
    },
    sentence:
      'Member 0, failing, CrashLoopBackOff, exit code 1, new revision 7f9c4, zone a, for 9 min',
  },
  {
    situation: 'a member without a pod',
    overrides: {
      state: 'missing',
      revision: undefined,
      revisionState: 'none',
      zone: undefined,
      since: undefined,
    },
    sentence: 'Member 0, missing',
  },
];

describe('describeMember', () => {
  it.each(cases)('describes $situation', ({ overrides, sentence }) => {
    expect(describeMember(member(0, overrides), NOW)).toBe(sentence);
  });
});
