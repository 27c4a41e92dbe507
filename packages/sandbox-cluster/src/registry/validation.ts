import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Taint } from '../kinds/cluster';
import { KubernetesObject } from '../kinds/metadata';
import {
  ResourceName,
  ResourceObjects,
  ResourceType,
} from '../kinds/resources';
import { StatefulSet } from '../kinds/statefulSet';
import { FieldProblem } from './apiError';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAMED_BY_LABEL: readonly ResourceName[] = [
  'namespaces',
  'services',
  'statefulsets',
];

/** Whether the name is one that the API server takes: a DNS label for some kinds, a DNS subdomain for the others. */
export function checkName(type: ResourceType, name: string): FieldProblem[] {
  const needsLabel = NAMED_BY_LABEL.includes(type.name);
  if (
    needsLabel ? LABEL.test(name) : SUBDOMAIN.test(name) && name.length <= 253
  ) {
    return [];
  }
  return [
    {
      field: 'metadata.name',
      message: `Invalid value: "${name}": a lowercase RFC 1123 ${
        needsLabel ? 'label' : 'subdomain'
      } must consist of lower case alphanumeric characters${
        needsLabel ? ' or' : ', "." or'
      } '-', and must start and end with an alphanumeric character`,
    },
  ];
}

/** What does not have the shape of its kind, by JSON path. */
export function problemsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.map(issue => ({
    field: issue.path
      .map((segment, index) =>
        typeof segment === 'number'
          ? `[${segment}]`
          : `${index ? '.' : ''}${String(segment)}`,
      )
      .join(''),
    message: issue.message,
  }));
}

function checkStatefulSet(set: StatefulSet): FieldProblem[] {
  const labels = set.spec.template.metadata?.labels ?? {};
  const wanted = Object.entries(set.spec.selector.matchLabels ?? {});
  const problems: FieldProblem[] = [];
  if (!wanted.length && !set.spec.selector.matchExpressions?.length) {
    problems.push({
      field: 'spec.selector',
      message: 'Invalid value: {}: empty selector is invalid for statefulset',
    });
  }
  if (wanted.some(([key, value]) => labels[key] !== value)) {
    problems.push({
      field: 'spec.template.metadata.labels',
      message: `Invalid value: ${JSON.stringify(labels)}: \`selector\` does not match template \`labels\``,
    });
  }
  return problems;
}

const CHANGEABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

function withoutChangeable(spec: StatefulSet['spec']) {
  return Object.entries(spec)
    .filter(([field]) => !CHANGEABLE.includes(field))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function checkStatefulSetChange(
  before: StatefulSet,
  after: StatefulSet,
): FieldProblem[] {
  return isDeepStrictEqual(
    withoutChangeable(before.spec),
    withoutChangeable(after.spec),
  )
    ? []
    : [
        {
          field: 'spec',
          message:
            "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
        },
      ];
}

/** Rules of a kind beyond its shape, for a new object. */
export function checkNew<TName extends ResourceName>(
  resource: TName,
  object: ResourceObjects[TName],
): FieldProblem[] {
  const checks: {
    readonly [Name in ResourceName]?: (
      object: ResourceObjects[Name],
    ) => FieldProblem[];
  } = {
    statefulsets: checkStatefulSet,
    poddisruptionbudgets: ({ spec }) =>
      spec.minAvailable !== undefined && spec.maxUnavailable !== undefined
        ? [
            {
              field: 'spec',
              message: `Invalid value: minAvailable and maxUnavailable cannot be both set`,
            },
          ]
        : [],
  };
  return checks[resource]?.(object) ?? [];
}

function podSpecWithoutChangeable(object: KubernetesObject & { spec: object }) {
  const spec: { readonly tolerations?: readonly Taint[] } = object.spec;
  const containers: unknown = Reflect.get(object.spec, 'containers');
  return {
    ...spec,
    tolerations: undefined,
    activeDeadlineSeconds: undefined,
    containers: Array.isArray(containers)
      ? containers.map(container => ({ ...container, image: undefined }))
      : containers,
  };
}

/** Rules of a kind for the change from one state to the next. */
export function checkChange<TName extends ResourceName>(
  resource: TName,
  before: ResourceObjects[TName],
  after: ResourceObjects[TName],
): FieldProblem[] {
  const checks: {
    readonly [Name in ResourceName]?: (
      before: ResourceObjects[Name],
      after: ResourceObjects[Name],
    ) => FieldProblem[];
  } = {
    statefulsets: (old, set) => [
      ...checkStatefulSetChange(old, set),
      ...checkStatefulSet(set),
    ],
    poddisruptionbudgets: (_, budget) =>
      checkNew('poddisruptionbudgets', budget),
    pods: (old, pod) =>
      old.spec.nodeName !== undefined &&
      !isDeepStrictEqual(
        podSpecWithoutChangeable(old),
        podSpecWithoutChangeable(pod),
      )
        ? [
            {
              field: 'spec',
              message:
                'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations)',
            },
          ]
        : [],
    storageclasses: (old, storageClass) =>
      old.provisioner !== storageClass.provisioner
        ? [
            {
              field: 'provisioner',
              message: 'Forbidden: updates to provisioner are forbidden.',
            },
          ]
        : [],
  };
  return checks[resource]?.(before, after) ?? [];
}
