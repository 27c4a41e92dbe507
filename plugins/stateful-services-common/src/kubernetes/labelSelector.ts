import { z } from 'zod';
import { stringMapSchema } from './metadata';

/**
 * A label selector as the API writes it.
 *
 * @public
 */
export const labelSelectorSchema = z.object({
  matchLabels: stringMapSchema.nullish(),
  matchExpressions: z
    .array(
      z.object({
        key: z.string(),
        operator: z.string(),
        values: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
});

/** @public */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/**
 * All of it must hold; a selector without labels and requirements selects everything.
 *
 * @public
 */
export interface LabelSelector {
  readonly labels: Readonly<Record<string, string>>;
  readonly requirements: readonly LabelRequirement[];
}

/** @public */
export function projectLabelSelector(
  parsed: z.infer<typeof labelSelectorSchema>,
): LabelSelector {
  return {
    labels: parsed.matchLabels ?? {},
    requirements: (parsed.matchExpressions ?? []).map(
      ({ key, operator, values }) => ({ key, operator, values: values ?? [] }),
    ),
  };
}

type Labels = Readonly<Record<string, string>>;

/**
 * True when the labels carry every pair that is asked for.
 *
 * @public
 */
export function carriesLabels(labels: Labels, wanted: Labels): boolean {
  // Asked of every Service and budget of a namespace for every set in it, so nothing is allocated here.
  for (const key in wanted) {
    if (labels[key] !== wanted[key]) {
      return false;
    }
  }
  return true;
}

/** True when the requirement holds; an operator that is not known selects nothing. */
function meets(labels: Labels, requirement: LabelRequirement): boolean {
  const value = labels[requirement.key];
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** @public */
export function selectsLabels(
  selector: LabelSelector,
  labels: Labels,
): boolean {
  return (
    carriesLabels(labels, selector.labels) &&
    selector.requirements.every(requirement => meets(labels, requirement))
  );
}
