import { inputResources } from '../access/inputResources';
import {
  requiredAccess,
  RequiredAccess,
  toPolicyRules,
} from '../access/requiredAccess';
import { catalogue } from '../findings/catalogue';
import { Rule } from '../findings/rule';

/** Names of the ClusterRoles in the manifest. */
const READER = 'stateful-services-reader';
const CLUSTER_READER = 'stateful-services-cluster-reader';

function clusterRole(name: string, access: readonly RequiredAccess[]) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: toPolicyRules(access),
  };
}

/** The ClusterRoles: one for what lies in namespaces, which can be bound in some of them, and one for what lies in none. */
export function describeClusterRoles() {
  return [
    clusterRole(
      READER,
      requiredAccess.filter(({ namespaced }) => namespaced),
    ),
    clusterRole(
      CLUSTER_READER,
      requiredAccess.filter(({ namespaced }) => !namespaced),
    ),
  ];
}

function isReadFrom(resource: string) {
  return ({ needs }: Rule) =>
    needs.some(input => inputResources[input] === resource);
}

function renderRow({ apiGroup, resource, namespaced, verbs }: RequiredAccess) {
  const lost = catalogue.filter(isReadFrom(resource)).map(({ id }) => id);
  const effect =
    resource === 'statefulsets'
      ? 'everything'
      : lost.map(id => `[${id}](findings/${id}.md)`).join(', ');
  return `| \`${resource}\` | ${apiGroup || 'core'} | ${namespaced ? 'namespace' : 'cluster'} | ${verbs.join(', ')} | ${effect} |`;
}

/** What each permission is for. */
export function renderAccessTable(): string {
  return [
    '| resource | API group | scope | verbs | unknown without it |',
    '| --- | --- | --- | --- | --- |',
    ...requiredAccess.map(renderRow),
  ].join('\n');
}
