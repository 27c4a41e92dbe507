import {
  LabelRequirement,
  LabelSelector,
} from 'backstage-plugin-stateful-services-common';

/** A label selector could not be understood; the message says where. */
export class LabelSelectorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LabelSelectorError';
  }
}

const NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** True when a label may have the value: at most 63 characters of letters, digits, `-`, `_` and `.`, or none. */
export function isLabelValue(value: string): boolean {
  return value === '' || NAME.test(value);
}

function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const [first = '', second] = parts;
  return second === undefined
    ? NAME.test(first)
    : parts.length === 2 && PREFIX.test(first) && NAME.test(second);
}

function toRequirement(
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist',
  key: string,
  values: readonly string[] = [],
): LabelRequirement {
  if (!isLabelKey(key)) {
    throw new LabelSelectorError(`"${key}" is no label key`);
  }
  const odd = values.find(value => !isLabelValue(value));
  if (odd !== undefined) {
    throw new LabelSelectorError(`"${odd}" is no label value`);
  }
  return { operator, key, values };
}

const SET_BASED = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const EQUALITY = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/;
const EXISTENCE = /^(!?)\s*([^\s=!()]+)$/;

function parseRequirement(text: string): LabelRequirement {
  const setBased = SET_BASED.exec(text);
  if (setBased) {
    const [, key = '', operator, list = ''] = setBased;
    return toRequirement(
      operator === 'in' ? 'In' : 'NotIn',
      key,
      list.split(',').map(value => value.trim()),
    );
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return toRequirement(operator === '!=' ? 'NotIn' : 'In', key, [value]);
  }
  const existence = EXISTENCE.exec(text);
  if (existence) {
    const [, not, key = ''] = existence;
    return toRequirement(not ? 'DoesNotExist' : 'Exists', key);
  }
  throw new LabelSelectorError(
    `"${text}" is none of key=value, key!=value, key in (a,b), key notin (a,b), key and !key`,
  );
}

/**
 * A label selector as people write it, e.g. `app=cart,tier in (cache)`.
 *
 * @remarks Grammar: apimachinery `pkg/labels/selector.go` (1.36), without `gt` and `lt`, which the API refuses.
 * @throws LabelSelectorError
 */
export function parseLabelSelector(selector: string): LabelSelector {
  return {
    labels: {},
    // Commas inside parentheses separate values, not conditions.
    requirements: selector
      .split(/,(?![^(]*\))/)
      .map(part => parseRequirement(part.trim())),
  };
}
