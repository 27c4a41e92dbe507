import { examineSequence } from './examineSequence';
import { recordOnSandbox } from './recordOnSandbox';
import { recordingOf, Recordings } from '../recording/recordAll';
import { nameSequence } from './sequence';

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

jest.setTimeout(300_000);

describe('whatever is done to a set of the sandbox', () => {
  let recordings: Recordings;

  beforeAll(async () => {
    recordings = await recordOnSandbox(SEEDS);
  });

  it.each(SEEDS)(
    'is told right at every event and at rest (npm run record -- --seed %d)',
    seed => {
      const recording = recordingOf(recordings, nameSequence(seed));
      expect(examineSequence(recording).complaints).toEqual([]);
    },
  );
});
