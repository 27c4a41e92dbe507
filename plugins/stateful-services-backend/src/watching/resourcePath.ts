import {
  ResourceName,
  WatchedResource,
} from 'backstage-plugin-stateful-services-common';

/** Path that lists a resource in all namespaces. */
export function resourcePath({
  apiGroup,
  apiVersion,
  name,
}: WatchedResource<ResourceName>): string {
  return apiGroup
    ? `/apis/${apiGroup}/${apiVersion}/${name}`
    : `/api/${apiVersion}/${name}`;
}
