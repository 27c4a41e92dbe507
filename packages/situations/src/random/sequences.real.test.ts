import { openRealCluster } from '../cluster/openRealCluster';
import { recordingOf, Recordings } from '../recording/recordAll';
import { examineSequence } from './examineSequence';
import { recordOnRealCluster } from './recordOnRealCluster';
import { recordOnSandbox } from './recordOnSandbox';
import { nameSequence } from './sequence';

const SEEDS = Array.from({ length: 8 }, (_, index) => index + 1);

jest.setTimeout(600_000);

describe('whatever is done to a set', () => {
  let real: Recordings;
  let sandbox: Recordings;

  beforeAll(async () => {
    const client = openRealCluster();
    real = await recordOnRealCluster(client, SEEDS);
    client.close();
    sandbox = await recordOnSandbox(SEEDS);
  });

  it.each(SEEDS)(
    'comes to the same on a real control plane and on the sandbox, and is told right (npm run record -- --seed %d)',
    seed => {
      const name = nameSequence(seed);
      const { complaints, lines } = examineSequence(recordingOf(real, name));
      expect(complaints).toEqual([]);
      expect(examineSequence(recordingOf(sandbox, name)).lines).toEqual(lines);
    },
  );
});
