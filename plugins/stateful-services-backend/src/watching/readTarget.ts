import {
  ResourceName,
  WatchedResource,
} from 'backstage-plugin-stateful-services-common';

/** What a reflector reads: a resource in all namespaces, or in the one that is named. */
export interface ReadTarget<TName extends ResourceName> {
  readonly resource: WatchedResource<TName>;
  readonly namespace?: string;
}

/** Path that lists a target. */
export function targetPath({
  resource: { apiGroup, apiVersion, name },
  namespace,
}: ReadTarget<ResourceName>): string {
  const group = apiGroup
    ? `/apis/${apiGroup}/${apiVersion}`
    : `/api/${apiVersion}`;
  return namespace === undefined
    ? `${group}/${name}`
    : `${group}/namespaces/${namespace}/${name}`;
}
