/** A set as an entity names it; without a cluster, in any. */
export interface SetReference {
  readonly cluster?: string;
  readonly namespace: string;
  readonly name: string;
}

/** The form that {@link parseSetReferences} reads, for messages. */
export const SET_REFERENCE_FORM =
  '[cluster/]namespace/name, several separated by commas';

/** Namespaces and StatefulSets are named so, as their names become labels and parts of DNS names. */
const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export function isDnsLabel(name: string): boolean {
  return DNS_LABEL.test(name);
}

function parseReference(text: string): SetReference | undefined {
  const parts = text.split('/');
  const name = parts.pop() ?? '';
  const namespace = parts.pop() ?? '';
  // What is left is the cluster: contexts of a kubeconfig may have slashes in their names.
  const cluster = parts.join('/');
  return isDnsLabel(name) &&
    isDnsLabel(namespace) &&
    (parts.length === 0 || cluster !== '')
    ? { ...(cluster && { cluster }), namespace, name }
    : undefined;
}

/** The sets that an annotation's value names, or the first part of it that names none. */
export function parseSetReferences(
  value: string,
): { readonly sets: readonly SetReference[] } | { readonly malformed: string } {
  const sets: SetReference[] = [];
  for (const part of value.split(',').map(text => text.trim())) {
    const reference = parseReference(part);
    if (!reference) {
      return { malformed: part };
    }
    sets.push(reference);
  }
  return { sets };
}
