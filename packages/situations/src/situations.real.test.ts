import { readFileSync } from 'node:fs';
import { situations } from './catalogue';
import { ApiClient } from './cluster/apiClient';
import { examine } from './judging/examine';
import { recordAll } from './recording/recordAll';
import { Recording } from './recording/recording';
import { findRecording } from './recordings';

const RECORDING_MS = 600_000;

function openRealCluster(): ApiClient {
  const file = process.env.REAL_KUBECONFIG;
  if (!file) {
    throw new Error(
      'REAL_KUBECONFIG is not set: name the kubeconfig of a control plane as tools/real/control-plane.mjs starts it.',
    );
  }
  return ApiClient.fromKubeconfig(readFileSync(file, 'utf8'));
}

describe('a real control plane', () => {
  let recordings: ReadonlyMap<string, Recording | Error>;

  beforeAll(async () => {
    const client = openRealCluster();
    recordings = await recordAll(client, situations);
    client.close();
  }, RECORDING_MS);

  it.each(situations.map(situation => [situation.name, situation] as const))(
    'goes through a situation as recorded, and is told right: %s',
    (name, situation) => {
      const recording = recordings.get(name);
      const before = findRecording(name);
      if (!recording || recording instanceof Error || !before) {
        throw recording ?? new Error(`${name} was not recorded.`);
      }
      const { complaints, lines } = examine(situation, recording);
      expect(complaints).toEqual([]);
      expect(lines).toEqual(examine(situation, before).lines);
    },
  );
});
