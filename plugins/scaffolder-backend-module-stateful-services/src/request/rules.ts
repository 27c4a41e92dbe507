import { parseEntityRef } from '@backstage/catalog-model';
import { Rule } from 'backstage-plugin-stateful-services-node';

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * Name of a service.
 *
 * @param maxLength - 52 or less: the StatefulSet has this name, and its pods carry the label controller-revision-hash,
 * `<name>-<10 digits>`, of at most 63 characters (apps/v1, `pkg/controller/history` 1.36)
 */
export function serviceNameRule(maxLength = 52): Rule<string> {
  return value =>
    DNS_LABEL.test(value) && /^[a-z]/.test(value) && value.length <= maxLength
      ? undefined
      : `must be a DNS label of at most ${maxLength} characters: lower-case letters, digits and "-", starting with a letter and ending with a letter or digit`;
}

export const namespaceRule: Rule<string> = value =>
  DNS_LABEL.test(value) && value.length <= 63
    ? undefined
    : 'must be a DNS label of at most 63 characters: lower-case letters, digits and "-", starting and ending with a letter or digit';

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
