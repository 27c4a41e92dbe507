import { Situation } from '../assessment/situation';
import { ContainerRecord } from '../kubernetes/containers';
import { isDatastore } from './context';
import { onSet } from './each';
import { evidenceOf } from './evidence';
import { Evidence, Rule } from './rule';
import { step } from './steps';

const precheck =
  'Changing the template restarts the members one after the other; all of them are ready.';

const DOCUMENTATION = 'https://kubernetes.io/docs/concepts';
const SHORT_GRACE_SECONDS = 30;

/** A check of the set as a whole. */
function setRule(
  rule: Omit<Rule, 'axis' | 'needs' | 'find'>,
  check: {
    readonly holds: (situation: Situation) => boolean;
    readonly title: (name: string) => string;
    readonly fact: (
      situation: Situation,
    ) => readonly [field: string, observed: string, expected: string];
    readonly fix: string;
  },
): Rule {
  return {
    ...rule,
    axis: 'risk',
    needs: [],
    find(situation) {
      const { set } = situation;
      const evidence = (): Evidence =>
        evidenceOf('StatefulSet', set, check.fact(situation));
      return onSet(set.replicas > 0 && check.holds(situation), () => ({
        title: check.title(set.name),
        evidence: [evidence()],
        remediation: [step(check.fix, { danger: 'disruptive', precheck })],
      }));
    },
  };
}

const TERMINATION = `${DOCUMENTATION}/workloads/pods/pod-lifecycle/#pod-termination`;

function datastores({ set }: Situation): readonly ContainerRecord[] {
  return set.template.containers.filter(({ image }) => isDatastore(image));
}

const graceZero = setRule(
  {
    id: 'tpl.grace-zero',
    severity: 'error',
    summary: 'Pods are killed without time to stop.',
    explanation:
      'Without a grace period a second pod of the same name may start while the first one still runs.',
    source:
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  },
  {
    holds: ({ set }) => set.template.terminationGracePeriodSeconds === 0,
    title: name => `Members of ${name} are killed without time to stop.`,
    fact: () => [
      'spec.template.spec.terminationGracePeriodSeconds',
      '0',
      '120 or more',
    ],
    fix: 'Give the pods two minutes to stop.',
  },
);

const graceShort = setRule(
  {
    id: 'tpl.grace-short',
    severity: 'info',
    summary: 'A server that keeps data has half a minute or less to stop.',
    explanation:
      'A server that is killed while it writes its data takes long to recover.',
    source: TERMINATION,
  },
  {
    holds: situation => {
      const seconds = situation.set.template.terminationGracePeriodSeconds;
      return (
        seconds > 0 &&
        seconds <= SHORT_GRACE_SECONDS &&
        datastores(situation).length > 0
      );
    },
    title: name => `Members of ${name} have half a minute or less to stop.`,
    fact: ({ set }) => [
      'spec.template.spec.terminationGracePeriodSeconds',
      String(set.template.terminationGracePeriodSeconds),
      '120 or more',
    ],
    fix: 'Give the pods two minutes to stop.',
  },
);

const noPreStop = setRule(
  {
    id: 'tpl.no-prestop',
    severity: 'info',
    summary: 'A server that keeps data is not told before it has to stop.',
    explanation:
      'A hook lets it hand over or write its data before it gets the signal.',
    source: TERMINATION,
  },
  {
    holds: situation => datastores(situation).some(({ preStop }) => !preStop),
    title: name => `Members of ${name} are not told before they have to stop.`,
    fact: () => [
      'spec.template.spec.containers[].lifecycle.preStop',
      'none',
      'a hook that drains or saves',
    ],
    fix: 'Add a preStop hook that lets the server hand over, unless it does so by itself on the signal.',
  },
);

const DATA_PATH =
  /^\/(data|bitnami|var\/lib\/(mysql|postgresql|kafka|redis|mongodb|zookeeper|etcd|cassandra|rabbitmq|elasticsearch))(\/|$)/;

const emptyDirData = setRule(
  {
    id: 'tpl.emptydir-data',
    severity: 'warning',
    summary: 'Data is kept in a directory that goes with the pod.',
    explanation:
      'An emptyDir volume is deleted whenever its pod is, so that each restart begins without data.',
    source: `${DOCUMENTATION}/storage/volumes/#emptydir`,
  },
  {
    holds: ({ set }) =>
      set.volumeClaimTemplates.length === 0 &&
      set.template.containers.some(({ mounts }) =>
        mounts.some(
          ({ name, path }) =>
            DATA_PATH.test(path) && set.template.emptyDirs.includes(name),
        ),
      ),
    title: name => `Members of ${name} lose their data whenever they restart.`,
    fact: () => [
      'spec.volumeClaimTemplates',
      'none; data is in an emptyDir',
      'a template',
    ],
    fix: 'Keep the data in a volumeClaimTemplate; the set has to be created again for it.',
  },
);

const updateOnDelete = setRule(
  {
    id: 'tpl.update-ondelete',
    severity: 'info',
    summary: 'Updates are applied by hand.',
    explanation:
      'With OnDelete nothing is updated until somebody deletes pods. Sets that an operator owns are left out.',
    source:
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  },
  {
    holds: ({ set }) =>
      set.updateStrategy.type === 'OnDelete' && set.ownerKind === undefined,
    title: name => `${name} is updated only when somebody deletes its pods.`,
    fact: () => ['spec.updateStrategy.type', 'OnDelete', 'RollingUpdate'],
    fix: 'Use RollingUpdate, with a partition where stages are wanted.',
  },
);

const historyLimit = setRule(
  {
    id: 'tpl.history-limit',
    severity: 'warning',
    summary: 'No older revision is kept.',
    explanation: 'kubectl rollout undo has nothing to go back to.',
    source:
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec (revisionHistoryLimit)',
  },
  {
    holds: ({ set }) => set.revisionHistoryLimit === 0,
    title: name => `${name} keeps no older revision to go back to.`,
    fact: () => ['spec.revisionHistoryLimit', '0', '3 or more'],
    fix: 'Keep at least three revisions.',
  },
);

const sharedClaim: Rule = {
  id: 'pvc.rwx-mode',
  axis: 'risk',
  severity: 'warning',
  summary: 'All members share one volume.',
  explanation:
    'Members of a stateful service keep their own data. A volume that the template names is mounted by all of them.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
  needs: [],
  find: ({ set }) =>
    set.replicas < 2
      ? []
      : set.template.sharedClaims.map(name => ({
          title: `All members of ${set.name} mount the same claim ${name}.`,
          evidence: [
            evidenceOf('StatefulSet', set, [
              'spec.template.spec.volumes[].persistentVolumeClaim.claimName',
              name,
              'a volumeClaimTemplate',
            ]),
          ],
          remediation: [
            step(
              'Give each member its own volume through volumeClaimTemplates, unless they are meant to share the data.',
              {
                danger: 'disruptive',
                precheck:
                  'The data is copied; the templates of a set cannot be changed, so that it must be created again.',
              },
            ),
          ],
        })),
};

/** What the template of the pods as a whole should have. */
export const templateRules: readonly Rule[] = [
  graceZero,
  graceShort,
  noPreStop,
  emptyDirData,
  updateOnDelete,
  historyLimit,
  sharedClaim,
];
