import {
  Resource,
  ResourceName,
  WatchedResource,
} from 'backstage-plugin-stateful-services-common';

/** A resource in all namespaces, or in the one that is named. */
export interface ListTarget<TRecord> {
  readonly resource: Resource<TRecord>;
  readonly namespace?: string;
}

/** What a reflector reads. */
export interface ReadTarget<TName extends ResourceName> {
  readonly resource: WatchedResource<TName>;
  readonly namespace?: string;
}

/** Path that lists a target. */
export function targetPath({
  resource: { apiGroup, apiVersion, name },
  namespace,
}: ListTarget<unknown>): string {
  const group = apiGroup
    ? `/apis/${apiGroup}/${apiVersion}`
    : `/api/${apiVersion}`;
  return namespace === undefined
    ? `${group}/${name}`
    : `${group}/namespaces/${namespace}/${name}`;
}
