import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
// eslint-disable-next-line @backstage/no-undeclared-imports -- only tests read the situations
import { parse } from 'yaml';
import { z } from 'zod';

const patches = z.array(z.record(z.string(), z.unknown())).min(1);

const schema = z.record(
  z.string(),
  z.strictObject({
    /** The rule finds something. */
    present: patches,
    /** Other rules that find something above info then. */
    also: z.array(z.string()).nullish(),
    /** It looks alike, and the rule finds nothing. */
    absent: patches,
    /** The trouble is over, and the rule finds nothing. */
    recovered: patches,
  }),
);

export type RuleSituations = z.infer<typeof schema>[string];

/** The situations of every rule, by its id. */
export const situations: ReadonlyMap<string, RuleSituations> = new Map(
  [
    'members',
    'storage',
    'refusals',
    'attributes',
    'acknowledging',
    'attaching',
    'kubelet',
    'neighbours',
    'zones',
    'revisions',
    'risk',
  ].flatMap(name =>
    Object.entries(
      schema.parse(
        parse(readFileSync(resolve(__dirname, `${name}.yaml`), 'utf8'), {
          merge: true,
        }),
      ),
    ),
  ),
);
