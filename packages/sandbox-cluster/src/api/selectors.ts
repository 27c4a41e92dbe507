import { KubernetesObject } from '../kinds/metadata';
import { ResourceName } from '../kinds/resources';
import { badRequest } from '../registry/apiError';

export type Predicate = (object: KubernetesObject) => boolean;

const KEY = String.raw`[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?`;
const EQUALITY = new RegExp(
  `^(?<key>${KEY})\\s*(?<op>==|=|!=)\\s*(?<value>[-A-Za-z0-9_.]*)$`,
);
const MEMBERSHIP = new RegExp(
  `^(?<key>${KEY})\\s+(?<op>in|notin)\\s*\\((?<values>[^()]*)\\)$`,
);
const EXISTENCE = new RegExp(`^(?<not>!?)\\s*(?<key>${KEY})$`);

type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

function labelTest(requirement: string): LabelTest {
  const equality = EQUALITY.exec(requirement)?.groups;
  if (equality) {
    const { key = '', op, value } = equality;
    return labels => (labels[key] === value) === (op !== '!=');
  }
  const membership = MEMBERSHIP.exec(requirement)?.groups;
  if (membership) {
    const { key = '', op, values = '' } = membership;
    const listed = values.split(',').map(value => value.trim());
    return labels =>
      (labels[key] !== undefined && listed.includes(labels[key])) ===
      (op === 'in');
  }
  const existence = EXISTENCE.exec(requirement)?.groups;
  if (existence) {
    const { not, key = '' } = existence;
    return labels => (labels[key] === undefined) === (not === '!');
  }
  throw badRequest(
    `unable to parse requirement: found '${requirement}', expected: in, notin, =, ==, !=, or a key`,
  );
}

/** Commas separate requirements, except within the parentheses of a set. */
function requirementsOf(selector: string): readonly string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map(requirement => requirement.trim())
    .filter(Boolean);
}

/** @throws ApiError (400) when the selector cannot be understood. */
export function parseLabelSelector(selector: string | null): Predicate {
  const tests = requirementsOf(selector ?? '').map(labelTest);
  return ({ metadata }) => tests.every(test => test(metadata.labels ?? {}));
}

const FIELDS: { readonly [TName in ResourceName]?: readonly string[] } = {
  pods: ['spec.nodeName', 'status.phase'],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'reason',
    'type',
  ],
};

function fieldOf(object: unknown, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((parent, field) => Object(parent)[field], object);
  return typeof value === 'string' ? value : '';
}

/** @throws ApiError (400) for a field that the resource cannot be selected by. */
export function parseFieldSelector(
  resource: ResourceName,
  selector: string | null,
): Predicate {
  const known = [
    'metadata.name',
    'metadata.namespace',
    ...(FIELDS[resource] ?? []),
  ];
  const tests = requirementsOf(selector ?? '').map(requirement => {
    const parts = /^([^=!]+)(==|=|!=)(.*)$/.exec(requirement);
    const [, field = '', operator, value] = parts ?? [];
    if (!parts) {
      throw badRequest(
        `invalid selector: '${requirement}'; can't understand it`,
      );
    }
    if (!known.includes(field)) {
      throw badRequest(`field label not supported: ${field}`);
    }
    return (object: KubernetesObject) =>
      (fieldOf(object, field) === value) === (operator !== '!=');
  });
  return object => tests.every(test => test(object));
}
