import { ObjectRecord } from '../kubernetes/metadata';
import { Evidence } from './rule';

type Fact = Pick<Evidence, 'field' | 'observed' | 'expected'> & {
  readonly since?: string;
};

/** One observed fact of an object that exists. */
export function evidenceOf(
  kind: string,
  object: Pick<ObjectRecord, 'namespace' | 'name'>,
  { since, ...fact }: Fact,
): Evidence {
  return {
    object: { kind, namespace: object.namespace, name: object.name },
    ...fact,
    ...(since && { since }),
  };
}
