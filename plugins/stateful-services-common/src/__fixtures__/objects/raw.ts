/** An object as an API server 1.36 returns it, reduced to the fields that differ between situations. */
export type Raw = Record<string, unknown>;

/** Replaces objects of the same kind and name, and adds the others. */
export function withObjects(base: readonly Raw[], ...changed: Raw[]): Raw[] {
  const nameOf = (object: Raw) =>
    `${object.kind}/${(object.metadata as Raw).name}`;
  const names = new Set(changed.map(nameOf));
  return [...base.filter(object => !names.has(nameOf(object))), ...changed];
}
