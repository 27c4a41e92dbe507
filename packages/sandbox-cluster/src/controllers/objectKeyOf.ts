import { ObjectKey } from '../store/objectStore';

/** The namespace and name that a key of a controller's queue stands for. */
export function objectKeyOf(key: string): ObjectKey {
  const [first = '', second] = key.split('/');
  return second === undefined
    ? { name: first }
    : { namespace: first, name: second };
}
