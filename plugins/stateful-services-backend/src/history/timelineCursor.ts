import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Where a page of a timeline ended: entries come latest first, those of one moment by descending id. */
export interface TimelineCursor {
  readonly at: Date;
  readonly id: string;
}

const schema = z.tuple([z.number().int(), z.string()]);

export function writeCursor({ at, id }: TimelineCursor): string {
  return Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url');
}

/** @throws InputError for what is no cursor of a former answer. */
export function readCursor(text: string): TimelineCursor {
  try {
    const json: unknown = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    const [at, id] = schema.parse(json);
    return { at: new Date(at), id };
  } catch (cause) {
    throw new InputError(
      'The cursor is none: take "nextCursor" of a former answer as it is',
      cause,
    );
  }
}
