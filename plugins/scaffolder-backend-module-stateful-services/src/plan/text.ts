import { JsonValue } from '@backstage/types';
import { stringify } from 'yaml';

/** YAML in the order in which the keys were given, never folded, so that the same value always gives the same bytes. */
export function toYaml(value: JsonValue): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

export function toJson(value: JsonValue): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
