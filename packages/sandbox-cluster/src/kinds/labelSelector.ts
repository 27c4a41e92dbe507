import { LabelSelector } from './metadata';

type Labels = Readonly<Record<string, string>>;

/** Whether the labels satisfy the selector of a set or budget. An empty selector selects everything. */
export function selects(
  selector: LabelSelector | undefined,
  labels: Labels = {},
): boolean {
  const exact = Object.entries(selector?.matchLabels ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  const expressions = (selector?.matchExpressions ?? []).every(
    ({ key, operator, values = [] }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return operator satisfies never;
      }
    },
  );
  return exact && expressions;
}
