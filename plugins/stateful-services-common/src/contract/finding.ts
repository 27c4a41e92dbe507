import { z } from 'zod';

/**
 * `critical`: data or availability is lost now. `error`: will not heal alone. `warning`: a risk. `info`: worth knowing.
 *
 * @public
 */
export const severitySchema = z.enum(['critical', 'error', 'warning', 'info']);
/** @public */
export type Severity = z.infer<typeof severitySchema>;

/**
 * One observed fact behind a finding. `since` is RFC 3339.
 *
 * @public
 */
export const evidenceSchema = z.object({
  object: z.object({
    kind: z.string(),
    namespace: z.string(),
    name: z.string(),
  }),
  field: z.string(),
  observed: z.string(),
  expected: z.string(),
  since: z.string().optional(),
});
/** @public */
export type Evidence = z.infer<typeof evidenceSchema>;

/**
 * A step that mends the cause. `danger` says what it costs to take it; `precheck` what to make sure of before.
 *
 * @public
 */
export const remediationSchema = z.object({
  text: z.string(),
  command: z.string().optional(),
  danger: z.enum(['safe', 'disruptive', 'data-loss']),
  precheck: z.string().optional(),
});
/** @public */
export type Remediation = z.infer<typeof remediationSchema>;

/** @public */
export const findingSchema = z.object({
  /** Id of the rule, e.g. `roll.trap`. */
  id: z.string(),
  severity: severitySchema,
  /** One sentence that names the object and what is wrong with it. */
  title: z.string(),
  /** Why it matters and where it comes from. */
  explanation: z.string(),
  /** The member concerned, when it is one. */
  ordinal: z.number().int().optional(),
  evidence: z.array(evidenceSchema).min(1),
  remediation: z.array(remediationSchema),
});
/** @public */
export type Finding = z.infer<typeof findingSchema>;

/**
 * Who has decided to live with a finding, and until when: a day, which counts to its end in UTC, or a time in RFC 3339.
 *
 * @public
 */
export const acknowledgementSchema = z.object({
  until: z.string(),
  by: z.string().optional(),
  reason: z.string().optional(),
});
/** @public */
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/** @public */
export const acknowledgedFindingSchema = findingSchema.extend({
  acknowledgement: acknowledgementSchema,
});
/** @public */
export type AcknowledgedFinding = z.infer<typeof acknowledgedFindingSchema>;
