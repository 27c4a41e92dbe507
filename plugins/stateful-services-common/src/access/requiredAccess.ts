import { detailResources, watchedResources } from '../kubernetes/resources';

/**
 * One rule of a Role or ClusterRole, as `rbac.authorization.k8s.io/v1` spells it.
 *
 * @public
 */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/**
 * What is asked of one resource.
 *
 * @public
 */
export interface RequiredAccess {
  readonly apiGroup: string;
  readonly resource: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/**
 * Everything that is asked of a cluster: what is watched is listed too, where the server has no streaming lists; what is
 * read only in trouble is listed.
 *
 * @public
 */
export const requiredAccess: readonly RequiredAccess[] = [
  ...Object.values(watchedResources).map(resource => ({
    ...resource,
    verbs: ['list', 'watch'],
  })),
  ...Object.values(detailResources).map(resource => ({
    ...resource,
    verbs: ['list'],
  })),
].map(({ apiGroup, name, namespaced, verbs }) => ({
  apiGroup,
  resource: name,
  namespaced,
  verbs,
}));

/** The rules that grant access, one for each API group and set of verbs, in the order in which they are first needed. */
export function toPolicyRules(
  access: readonly RequiredAccess[],
): readonly PolicyRule[] {
  const rules = new Map<string, PolicyRule>();
  for (const { apiGroup, resource, verbs } of access) {
    const key = [apiGroup, ...verbs].join();
    const { resources = [] } = rules.get(key) ?? {};
    rules.set(key, {
      apiGroups: [apiGroup],
      resources: [...resources, resource],
      verbs,
    });
  }
  return [...rules.values()];
}
