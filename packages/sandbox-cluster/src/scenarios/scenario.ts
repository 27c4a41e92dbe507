import { z } from 'zod';
import { behaviourSchema } from '../kubelet/behaviour';
import { ObjectDraft } from '../kinds/metadata';

const name = z.string().min(1);

/** One thing that happened to a service before the demo begins; exactly one key says which. */
export const stepSchema = z.union([
  /** Waits until a field of an object has a value; an absent field counts as `null`. */
  z.strictObject({
    until: z.strictObject({
      kind: name,
      name,
      field: name,
      equals: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    }),
  }),
  /** Merges a patch into an object, as `kubectl patch --type merge` does. */
  z.strictObject({
    patch: z.strictObject({
      kind: name,
      name,
      merge: z.record(z.string(), z.unknown()),
    }),
  }),
  /** Lets pods of the scenario's namespace behave in some way from now on. */
  z.strictObject({
    behave: z.strictObject({
      statefulSet: name.optional(),
      pod: name.optional(),
      image: name.optional(),
      as: behaviourSchema,
    }),
  }),
  z.strictObject({ deletePod: name }),
  z.strictObject({ loseNode: name }),
  z.strictObject({
    fillVolume: z.strictObject({
      claim: name,
      usedRatio: z.number().min(0).max(1),
    }),
  }),
  /** Lets the expansion of a claim begin and not end. */
  z.strictObject({ holdExpansion: name }),
  /** Makes everything that this scenario's objects have been through so far that much older. */
  z.strictObject({ backdateMinutes: z.number().positive() }),
]);
export type Step = z.infer<typeof stepSchema>;

export const scenarioSchema = z.strictObject({
  apiVersion: z.literal('sandbox-cluster/v1'),
  kind: z.literal('Scenario'),
  metadata: z.strictObject({ name, namespace: name }),
  spec: z.strictObject({
    /** What the service is meant to show. */
    summary: z.string().min(1),
    cluster: z.enum(['sandbox', 'sandbox-west']),
    steps: z.array(stepSchema),
  }),
});

/** A file of the demo: what a team deployed, and what happened to it afterwards. */
export interface Scenario {
  readonly name: string;
  readonly namespace: string;
  readonly summary: string;
  readonly cluster: 'sandbox' | 'sandbox-west';
  readonly steps: readonly Step[];
  readonly manifests: readonly ObjectDraft[];
}
