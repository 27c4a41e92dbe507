import {
  apiVersionOf,
  ResourceName,
  ResourceType,
  resourceTypes,
} from '../kinds/resources';

export type Subresource = 'status' | 'scale';

/** What a path of the API stands for. */
export interface ResourceRoute {
  readonly type: ResourceType;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: Subresource;
}

const TYPES = Object.values(resourceTypes);

function findType(apiVersion: string, name: string): ResourceType | undefined {
  return TYPES.find(
    type => apiVersionOf(type) === apiVersion && type.name === name,
  );
}

function subresourceOf(
  type: ResourceType,
  segment: string | undefined,
): Subresource | undefined {
  const scalable: ResourceName = 'statefulsets';
  if (segment === 'status' && type.statusSubresource) {
    return 'status';
  }
  return segment === 'scale' && type.name === scalable ? 'scale' : undefined;
}

/** The resource that a path addresses, or undefined when none is served there. */
export function routeOf(path: string): ResourceRoute | undefined {
  const segments = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [root, ...below] = segments;
  if (root !== 'api' && root !== 'apis') {
    return undefined;
  }
  const depth = root === 'api' ? 1 : 2;
  const apiVersion = below.slice(0, depth).join('/');
  const rest = below.slice(depth);
  const scoped =
    rest[0] === 'namespaces' &&
    rest[2] !== undefined &&
    findType(apiVersion, rest[2]);
  const namespace = scoped ? rest[1] : undefined;
  const [plural = '', name, subsegment, ...more] = scoped
    ? rest.slice(2)
    : rest;
  const type = findType(apiVersion, plural);
  const misplaced = type && (type.namespaced ? name && !namespace : namespace);
  if (!type || more.length || misplaced) {
    return undefined;
  }
  const subresource = subresourceOf(type, subsegment);
  if (subsegment && !subresource) {
    return undefined;
  }
  return {
    type,
    ...(namespace && { namespace }),
    ...(name && { name }),
    ...(subresource && { subresource }),
  };
}
