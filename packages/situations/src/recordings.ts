import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  formatRecording,
  parseRecording,
  Recording,
} from './recording/recording';

// eslint-disable-next-line no-restricted-syntax -- this package is never built
const folder = resolve(__dirname, 'recordings');

const fileOf = (situation: string) => resolve(folder, `${situation}.jsonl`);

/** The recording of a situation; undefined when there is none yet. */
export function findRecording(situation: string): Recording | undefined {
  const file = fileOf(situation);
  return existsSync(file)
    ? parseRecording(readFileSync(file, 'utf8'))
    : undefined;
}

export function writeRecording(recording: Recording): void {
  writeFileSync(fileOf(recording.situation), formatRecording(recording));
}
