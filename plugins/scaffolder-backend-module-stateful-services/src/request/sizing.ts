import { Engine, Rule, Sizing } from 'backstage-plugin-stateful-services-node';
import { z } from 'zod/v3';
import { sizeRule } from './engineRules';

export const ACCEPTABLE_LOSSES = ['nothing', 'seconds', 'everything'] as const;

export const dataSizeRule: Rule<string> = sizeRule({
  least: '1Mi',
  most: '16Ti',
});

export const writeRateRule: Rule<number> = value =>
  value >= 0 && value <= 10_000
    ? undefined
    : 'must be from 0 to 10000, in MiB per second';

const orElse = <T>(field: z.ZodType<T>, usual: T) =>
  z.preprocess(
    value => (value === '' || value === undefined ? usual : value),
    field,
  );

const settingsSchema = z.record(z.union([z.string(), z.number(), z.boolean()]));

/** As far as it was given as it should be; what is wrong with it is told with everything else. */
const needSchema = z.object({
  dataSize: z.string().refine(value => !dataSizeRule(value)),
  writeMibPerSecond: orElse(
    z
      .number()
      .refine(value => !writeRateRule(value))
      .optional(),
    undefined,
  ),
  acceptableLoss: orElse(z.enum(ACCEPTABLE_LOSSES), 'seconds'),
  environment: z.enum(['production', 'development']),
  topology: orElse(z.string().optional(), undefined),
  replicas: orElse(z.number().positive().optional(), undefined),
  settings: orElse(settingsSchema, {}),
});

/** What the engine makes of the need in the input; undefined when there is none, or the engine has no rules for it. */
export function sizingFor(
  input: unknown,
  engine: Engine | undefined,
): Sizing | undefined {
  const need = needSchema.safeParse(input);
  return need.success ? engine?.size?.(need.data) : undefined;
}
