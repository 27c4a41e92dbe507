import { ObjectRecord } from '../kubernetes/metadata';
import { Evidence } from './rule';

type Fact = readonly [field: string, observed: string, expected: string];

/** One observed fact of an object that exists. */
export function evidenceOf(
  kind: string,
  object: Pick<ObjectRecord, 'namespace' | 'name'>,
  fact: Fact,
  since?: string,
): Evidence {
  const [field, observed, expected] = fact;
  return {
    object: { kind, namespace: object.namespace, name: object.name },
    field,
    observed,
    expected,
    ...(since && { since }),
  };
}
