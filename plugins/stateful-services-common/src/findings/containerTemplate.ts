import { ContainerRecord, probeBudgetSeconds } from '../kubernetes/containers';
import { isDatastore } from './context';
import { evidenceOf } from './evidence';
import { Rule, Severity } from './rule';
import { step } from './steps';

/** A check of the pod template: which containers fail it, and what that looks like. */
interface ContainerCheck {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly explanation: string;
  readonly source: string;
  readonly fails: (
    container: ContainerRecord,
    all: readonly ContainerRecord[],
  ) => boolean;
  /** Follows the container's name, e.g. "has no readiness probe". */
  readonly verdict: string;
  readonly fact: readonly [field: string, observed: string, expected: string];
  readonly fix: string;
}

const precheck =
  'Changing the template restarts the members one after the other; all of them are ready.';

const LIVENESS_SHORT_SECONDS = 30;

function isAggressive({
  liveness,
  readiness,
  startup,
}: ContainerRecord): boolean {
  return (
    liveness !== undefined &&
    ((startup === undefined &&
      probeBudgetSeconds(liveness) < LIVENESS_SHORT_SECONDS) ||
      (readiness?.action === liveness.action &&
        probeBudgetSeconds(liveness) <= probeBudgetSeconds(readiness)))
  );
}

/** A server of which nobody asks whether it serves. What runs beside it from the same image is not the server. */
function isUnasked(
  { image, readiness }: ContainerRecord,
  all: readonly ContainerRecord[],
): boolean {
  return (
    readiness === undefined &&
    isDatastore(image) &&
    !all.some(other => other.image === image && other.readiness)
  );
}

/** True of an image that may be another one tomorrow. */
function isMutable(image: string): boolean {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return (
    image !== '' &&
    !image.includes('@') &&
    (!name.includes(':') || name.endsWith(':latest'))
  );
}

const DOCUMENTATION = 'https://kubernetes.io/docs/concepts';
const RESOURCES = `${DOCUMENTATION}/configuration/manage-resources-containers/`;

const CHECKS: readonly ContainerCheck[] = [
  {
    id: 'tpl.no-readiness',
    severity: 'warning',
    summary: 'A container has no readiness probe.',
    explanation:
      'Ready then means started. A rolling update goes on to the next member before this one serves.',
    source: `${DOCUMENTATION}/configuration/liveness-readiness-startup-probes/`,
    fails: isUnasked,
    verdict:
      'has no readiness probe, so that updates do not wait until a member serves',
    fact: ['readinessProbe', 'none', 'a probe'],
    fix: 'Add a readiness probe that asks the server whether it serves.',
  },
  {
    id: 'tpl.liveness-aggressive',
    severity: 'warning',
    summary: 'A liveness probe kills a slow member.',
    explanation:
      'A member that recovers its data is slow, not dead. When it is killed, recovery begins anew.',
    source: `${DOCUMENTATION}/configuration/liveness-readiness-startup-probes/`,
    fails: isAggressive,
    verdict: 'is killed when it is slow for less than half a minute',
    fact: [
      'livenessProbe',
      'as short as this',
      `${LIVENESS_SHORT_SECONDS} s or more, and a startup probe`,
    ],
    fix: 'Add a startup probe, and let the liveness probe be more patient than the readiness probe.',
  },
  {
    id: 'tpl.latest',
    severity: 'warning',
    summary: 'An image has no fixed version.',
    explanation:
      'Members that start on different days may run different versions.',
    source: `${DOCUMENTATION}/containers/images/#image-names`,
    fails: ({ image }) => isMutable(image),
    verdict: 'runs an image without a fixed version',
    fact: ['image', 'latest or no tag', 'a version or a digest'],
    fix: 'Name the version in the image.',
  },
  {
    id: 'tpl.no-requests',
    severity: 'warning',
    summary: 'A container requests no CPU and memory.',
    explanation:
      'Its pod is the first to be ended when the node runs out of memory.',
    source: RESOURCES,
    fails: ({ hasRequests }) => !hasRequests,
    verdict: 'requests no CPU and memory',
    fact: ['resources.requests', 'none', 'cpu and memory'],
    fix: 'Request what the container needs.',
  },
  {
    id: 'tpl.no-limits-mem',
    severity: 'info',
    summary: 'A container has no memory limit.',
    explanation:
      'It may take the memory of others on its node, who are ended for it.',
    source: RESOURCES,
    fails: ({ hasMemoryLimit, hasRequests }) => hasRequests && !hasMemoryLimit,
    verdict: 'has no memory limit',
    fact: ['resources.limits.memory', 'none', 'a limit'],
    fix: 'Limit its memory.',
  },
];

function ruleOf(check: ContainerCheck): Rule {
  const {
    id,
    severity,
    summary,
    explanation,
    source,
    fails,
    verdict,
    fact,
    fix,
  } = check;
  return {
    id,
    axis: 'risk',
    severity,
    summary,
    explanation,
    source,
    needs: [],
    find: ({ set }) =>
      set.replicas === 0
        ? []
        : set.template.containers
            .filter(container => fails(container, set.template.containers))
            .map(({ name }) => ({
              title: `Container ${name} of ${set.name} ${verdict}.`,
              evidence: [
                evidenceOf('StatefulSet', set, [
                  `spec.template.spec.containers[${name}].${fact[0]}`,
                  fact[1],
                  fact[2],
                ]),
              ],
              remediation: [step(fix, { danger: 'disruptive', precheck })],
            })),
  };
}

/** What each container of the template should have. */
export const containerTemplateRules: readonly Rule[] = CHECKS.map(ruleOf);
