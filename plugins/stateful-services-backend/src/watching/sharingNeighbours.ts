import {
  ResourceName,
  ResourceRecords,
  WatchedResource,
} from 'backstage-plugin-stateful-services-common';
import { shareEqual } from './shareEqual';

/**
 * The resource, each of whose records holds what it has in common with the one before it as the same objects.
 *
 * @remarks
 * Lists come by namespace and name, so that the pods of a set, and sets of the same kind, stand next to each other. To look at no
 * more than the neighbour needs no table of all values, which would grow with time.
 */
export function sharingNeighbours<TName extends ResourceName>(
  resource: WatchedResource<TName>,
): WatchedResource<TName> {
  type Parse = (raw: unknown) => ResourceRecords[TName];
  let last: ResourceRecords[TName] | undefined;
  const sharing =
    (parse: Parse): Parse =>
    raw => {
      last = shareEqual(last, parse(raw));
      return last;
    };
  const { parse, parseTyped } = resource;
  return {
    ...resource,
    parse: sharing(parse),
    ...(parseTyped && { parseTyped: sharing(parseTyped) }),
  };
}
