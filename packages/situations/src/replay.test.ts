import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { situations } from './catalogue';
import { examine } from './judging/examine';
import { findRecording } from './recordings';

describe('what a real control plane went through', () => {
  it.each(situations.map(situation => [situation.name, situation] as const))(
    'is told right at every event: %s',
    (name, situation) => {
      const recording = findRecording(name);
      if (!recording) {
        throw new Error(`Record it with "npm run record -- ${name}".`);
      }
      expect(examine(situation, recording).complaints).toEqual([]);
    },
  );

  it('has one recording for each of at least thirty situations', () => {
    const names = situations.map(({ name }) => `${name}.jsonl`);
    expect(new Set(names).size).toBe(names.length);
    expect(readdirSync(resolve(__dirname, 'recordings')).sort()).toEqual(
      [...names].sort(),
    );
    expect(names.length).toBeGreaterThanOrEqual(30);
  });
});
