import { ResourceRoute } from './route';
import { parseFieldSelector, parseLabelSelector, Predicate } from './selectors';

/** Which objects a list or watch is about: the namespace of its path, its name, and its selectors. */
export function selectionOf(
  { type, namespace, name }: ResourceRoute,
  query: URLSearchParams,
): Predicate {
  const byLabel = parseLabelSelector(query.get('labelSelector'));
  const byField = parseFieldSelector(type.name, query.get('fieldSelector'));
  return object =>
    (!namespace || object.metadata.namespace === namespace) &&
    (!name || object.metadata.name === name) &&
    byLabel(object) &&
    byField(object);
}
