import { situations } from './catalogue';
import { openRealCluster } from './cluster/openRealCluster';
import { examine } from './judging/examine';
import { recordAll, recordingOf, Recordings } from './recording/recordAll';
import { findRecording } from './recordings';

jest.setTimeout(600_000);

describe('a real control plane', () => {
  let recordings: Recordings;

  beforeAll(async () => {
    const client = openRealCluster();
    recordings = await recordAll(client, situations);
    client.close();
  });

  it.each(situations.map(situation => [situation.name, situation] as const))(
    'goes through a situation as recorded, and is told right: %s',
    (name, situation) => {
      const recording = recordingOf(recordings, name);
      const before = findRecording(name);
      const { complaints, lines } = examine(situation, recording);
      expect(complaints).toEqual([]);
      expect(lines).toEqual(before && examine(situation, before).lines);
    },
  );
});
