import { parseEntityRef } from '@backstage/catalog-model';
import { parseQuantity } from 'backstage-plugin-stateful-services-common';

/**
 * Longest name of a service.
 *
 * @remarks The StatefulSet has this name, and its pods carry the label controller-revision-hash, `<name>-<10 digits>`,
 * of at most 63 characters (apps/v1, `pkg/controller/history` 1.36).
 */
export const MAX_NAME_LENGTH = 52;

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const WHOLE_BINARY_QUANTITY = /^[1-9][0-9]*(Mi|Gi|Ti)$/;

/** What is wrong with the value, as the end of a sentence that starts with field and value; undefined when nothing is. */
export type Rule<T> = (value: T) => string | undefined;

export const nameRule: Rule<string> = value =>
  DNS_LABEL.test(value) &&
  /^[a-z]/.test(value) &&
  value.length <= MAX_NAME_LENGTH
    ? undefined
    : `must be a DNS label of at most ${MAX_NAME_LENGTH} characters: lower-case letters, digits and "-", starting with a letter and ending with a letter or digit`;

export const namespaceRule: Rule<string> = value =>
  DNS_LABEL.test(value) && value.length <= 63
    ? undefined
    : 'must be a DNS label of at most 63 characters: lower-case letters, digits and "-", starting and ending with a letter or digit';

export const engineRule: Rule<string> = value =>
  value === 'redis'
    ? undefined
    : 'must be an engine that has a blueprint: redis';

export const ownerRule: Rule<string> = value => {
  try {
    const { kind } = parseEntityRef(value, { defaultKind: 'group' });
    return ['group', 'user'].includes(kind.toLocaleLowerCase('en-US'))
      ? undefined
      : 'must refer to a group or a user, such as group:default/payments';
  } catch {
    return 'must be an entity reference, such as group:default/payments';
  }
};

export const descriptionRule: Rule<string> = value =>
  value.length <= 300 && !/\p{Cc}/u.test(value)
    ? undefined
    : 'must be one line of at most 300 characters';

export const clusterRule: Rule<string> = value =>
  /^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,252}$/.test(value)
    ? undefined
    : 'must be the name of a cluster: at most 253 letters, digits and ".", "_", ":", "/", "@" or "-", starting with a letter or digit';

export const replicasRule: Rule<number> = value => {
  const allowed = 'must be 1 (without failover), 3, 5, 7 or 9';
  if (!Number.isInteger(value) || value < 1) {
    return allowed;
  }
  if (value > 9) {
    return `${allowed}: each member adds a Sentinel to every election, and each replica adds load to the primary`;
  }
  if (value % 2 === 0) {
    return `${allowed}: a quorum is a majority, so ${value} members survive the loss of no more than ${
      value - 1
    } do`;
  }
  return undefined;
};

function sizeRule(least: string, most: string): Rule<string> {
  return value => {
    const bytes = WHOLE_BINARY_QUANTITY.test(value)
      ? parseQuantity(value)
      : undefined;
    const isWithin =
      bytes !== undefined &&
      bytes >= (parseQuantity(least) ?? 0) &&
      bytes <= (parseQuantity(most) ?? 0);
    return isWithin
      ? undefined
      : `must be a whole number with the unit Mi, Gi or Ti, from ${least} to ${most}, such as 10Gi`;
  };
}

export const storageSizeRule = sizeRule('1Gi', '16Ti');
export const memorySizeRule = sizeRule('256Mi', '256Gi');

export const storageClassNameRule: Rule<string> = value =>
  /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(value)
    ? undefined
    : 'must be the name of a storage class: lower-case letters, digits, "." and "-"';

export const repositoryUrlRule: Rule<string> = value => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && ['https:', 'ssh:'].includes(url.protocol) && !url.password
    ? undefined
    : 'must be an https or ssh URL without a password';
};
