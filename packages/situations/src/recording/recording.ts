import { z } from 'zod';
/** Every recording begins here; its real times are moved by a whole number of seconds. */
export const BEGINNING = Date.parse('2026-01-01T00:00:00Z');

const at = z.number().int().min(0);

/**
 * One line of a recording. `at`: milliseconds since its beginning. What is added is a kind, and a JSON merge patch of the
 * object of that kind that was added before, or of nothing; what is modified or deleted is a key (see objectKey).
 */
const lineSchema = z.union([
  z.strictObject({ at, step: z.string() }),
  z.strictObject({ at, added: z.string(), patch: z.unknown() }),
  z.strictObject({ at, modified: z.string(), patch: z.unknown() }),
  z.strictObject({ at, deleted: z.string() }),
  z.strictObject({ at, end: z.literal(true) }),
]);
export type RecordedLine = z.infer<typeof lineSchema>;

const headerSchema = z.strictObject({
  generated: z.string(),
  situation: z.string(),
  /** Of the API server, e.g. `v1.36.3`. */
  serverVersion: z.string(),
});

/** What the watches of a control plane said while it went through a situation, in the order in which it was written. */
export interface Recording {
  readonly situation: string;
  readonly serverVersion: string;
  readonly lines: readonly RecordedLine[];
}

const GENERATED = 'by "npm run record"; not to be edited';

/** As JSON lines: a header, then one line an event. */
export function formatRecording(recording: Recording): string {
  const { situation, serverVersion, lines } = recording;
  return [{ generated: GENERATED, situation, serverVersion }, ...lines]
    .map(line => `${JSON.stringify(line)}\n`)
    .join('');
}

/** @throws ZodError naming what is wrong with a line. */
export function parseRecording(text: string): Recording {
  const [header, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  const { situation, serverVersion } = headerSchema.parse(header);
  return {
    situation,
    serverVersion,
    lines: lines.map(line => lineSchema.parse(line)),
  };
}
