import { ResourceDiagnostics } from 'backstage-plugin-stateful-services-common';

type Rule = NonNullable<ResourceDiagnostics['missingRule']>;

const list = (values: readonly string[]) =>
  `[${values.map(value => JSON.stringify(value)).join(', ')}]`;

/** A rule as it is added to the `rules` of a ClusterRole. */
export function describeRule({ apiGroups, resources, verbs }: Rule): string {
  return [
    `- apiGroups: ${list(apiGroups)}`,
    `  resources: ${list(resources)}`,
    `  verbs: ${list(verbs)}`,
  ].join('\n');
}
