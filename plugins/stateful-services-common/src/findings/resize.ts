import { OrdinalClaim } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import { isExpanding } from '../assessment/storage/assessStorage';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { formatBytes } from '../wording/bytes';
import { agoInBrackets } from '../wording/duration';
import { eachClaim } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, patchCommand, step } from './steps';

/** An expansion that takes longer than this is slow. */
const SLOW_MS = 15 * 60_000;

const source =
  'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims';

type Claim = PersistentVolumeClaimRecord;

function condition({ conditions }: Claim, type: string) {
  return conditions.find(candidate => candidate.type === type);
}

function hasFailed(claim: Claim): boolean {
  return (
    claim.resizeStatus?.endsWith('Infeasible') === true ||
    ['ControllerResizeError', 'NodeResizeError'].some(type =>
      condition(claim, type),
    )
  );
}

function waitsForNode(claim: Claim): boolean {
  return (
    claim.resizeStatus === 'NodeResizePending' ||
    condition(claim, 'FileSystemResizePending') !== undefined
  );
}

function isForbidden(claim: Claim, { observation }: Situation): boolean {
  const { storageClasses } = observation;
  return (
    storageClasses.read &&
    claim.conditions.length === 0 &&
    claim.resizeStatus === undefined &&
    storageClasses.value.some(
      ({ name, allowVolumeExpansion }) =>
        name === claim.storageClassName && !allowVolumeExpansion,
    )
  );
}

function sizes({ claim }: OrdinalClaim): readonly [from: string, to: string] {
  return [
    formatBytes(claim?.capacityBytes ?? 0),
    formatBytes(claim?.requestBytes ?? 0),
  ];
}

const inProgress: Rule = {
  id: 'pvc.resize.in-progress',
  axis: 'storage',
  severity: 'info',
  summary: 'A volume is being expanded.',
  explanation:
    'The driver grows the disk first and the node the file system after it.',
  source,
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, (found, { podName }) => {
      const { claim } = found;
      if (
        !isExpanding(found) ||
        hasFailed(claim) ||
        waitsForNode(claim) ||
        isForbidden(claim, situation)
      ) {
        return undefined;
      }
      const [from, to] = sizes(found);
      const since = condition(claim, 'Resizing')?.since;
      const slow = situation.now - Date.parse(since ?? '') > SLOW_MS;
      return {
        severity: slow ? 'warning' : 'info',
        title: `The volume of ${podName} is being expanded from ${from} to ${to}${agoInBrackets(since, situation.now)}.`,
        evidence: [
          evidenceOf(
            'PersistentVolumeClaim',
            claim,
            ['status.capacity.storage', from, to],
            since,
          ),
        ],
        remediation: slow
          ? [
              step(
                'Look at the events of the claim for what the driver answers.',
                { command: describeCommand('persistentvolumeclaim', claim) },
              ),
            ]
          : [],
      };
    }),
};

const fileSystemPending: Rule = {
  id: 'pvc.resize.fs-pending',
  axis: 'storage',
  severity: 'warning',
  summary: 'The disk has grown, the file system on it has not.',
  explanation:
    'The node grows the file system while the volume is mounted. Where the driver cannot do that in use, the pod must start again.',
  source,
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, (found, { podName }) => {
      const { claim } = found;
      if (!waitsForNode(claim)) {
        return undefined;
      }
      const [from, to] = sizes(found);
      const since = condition(claim, 'FileSystemResizePending')?.since;
      return {
        title: `The volume of ${podName} waits for its file system to grow from ${from} to ${to}${agoInBrackets(since, situation.now)}.`,
        evidence: [
          evidenceOf(
            'PersistentVolumeClaim',
            claim,
            ['status.conditions[FileSystemResizePending]', 'True', 'absent'],
            since,
          ),
        ],
        remediation: [
          step(
            `Give the node some minutes while ${podName} runs; if nothing happens, restart the pod.`,
            {
              danger: 'disruptive',
              command: `kubectl delete pod ${podName} --namespace ${claim.namespace}`,
              precheck: 'All other members are ready.',
            },
          ),
        ],
      };
    }),
};

function infeasible(
  where: 'controller' | 'node',
  status: string,
  text: Pick<Rule, 'summary' | 'explanation'>,
): Rule {
  const errorType =
    where === 'controller' ? 'ControllerResizeError' : 'NodeResizeError';
  return {
    id: `pvc.resize.${where}-infeasible`,
    axis: 'storage',
    severity: 'error',
    ...text,
    source,
    needs: ['claims'],
    find: situation =>
      eachClaim(situation, (found, { podName }) => {
        const { claim } = found;
        const error = condition(claim, errorType);
        if (claim.resizeStatus !== status && !error) {
          return undefined;
        }
        const [from, to] = sizes(found);
        return {
          title: `The volume of ${podName} cannot be expanded to ${to}${error?.message ? `: ${error.message}` : ''}.`,
          evidence: [
            evidenceOf(
              'PersistentVolumeClaim',
              claim,
              [
                'status.allocatedResourceStatuses.storage',
                claim.resizeStatus ?? errorType,
                'no entry',
              ],
              error?.since,
            ),
          ],
          remediation: [
            step(
              `Lower the request of claim ${claim.name} to a size that is possible, not below ${from} (Kubernetes 1.34 and later).`,
              {
                command: describeCommand('persistentvolumeclaim', claim),
              },
            ),
          ],
        };
      }),
  };
}

const controllerInfeasible = infeasible(
  'controller',
  'ControllerResizeInfeasible',
  {
    summary: 'The driver refuses to grow a volume.',
    explanation:
      'The backend refused the new size for good: a limit, a quota, or a size that it does not offer.',
  },
);

const nodeInfeasible = infeasible('node', 'NodeResizeInfeasible', {
  summary: 'The node cannot grow the file system of a volume.',
  explanation:
    'The disk has the new size, but the file system on it could not be grown: it may be damaged, or its driver cannot.',
});

const classForbids: Rule = {
  id: 'pvc.resize.class-forbids',
  axis: 'storage',
  severity: 'error',
  summary: 'A volume is to grow, and its class does not allow it.',
  explanation:
    'The request was raised while the class allowed expansion, or the class was replaced since. Nothing will happen.',
  source,
  needs: ['claims', 'storageClasses'],
  find: situation =>
    eachClaim(situation, (found, { podName }) => {
      const { claim } = found;
      if (!isExpanding(found) || !isForbidden(claim, situation)) {
        return undefined;
      }
      const [from, to] = sizes(found);
      return {
        title: `The volume of ${podName} stays at ${from} instead of ${to}: class "${claim.storageClassName}" does not allow expansion.`,
        evidence: [
          evidenceOf(
            'StorageClass',
            { namespace: '', name: claim.storageClassName ?? '' },
            ['allowVolumeExpansion', 'false', 'true'],
          ),
        ],
        remediation: [
          step('Allow expansion on the class, if its driver can expand.', {
            command: patchCommand(
              'storageclass',
              { namespace: '', name: claim.storageClassName ?? '' },
              { allowVolumeExpansion: true },
            ),
            precheck: 'The documentation of the driver says that it can.',
          }),
        ],
      };
    }),
};

const shrink: Rule = {
  id: 'pvc.shrink',
  axis: 'storage',
  severity: 'info',
  summary: 'The template asks for less than the volumes have.',
  explanation:
    'A volume never becomes smaller. Members that are created from now on get the smaller size.',
  source,
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, ({ claim, template }, { podName, wanted }) => {
      const asked = situation.set.volumeClaimTemplates.find(
        ({ name }) => name === template,
      )?.requestBytes;
      const { capacityBytes, requestBytes } = claim;
      return wanted &&
        asked !== undefined &&
        requestBytes !== undefined &&
        capacityBytes !== undefined &&
        asked < requestBytes &&
        asked < capacityBytes
        ? {
            title: `The volume of ${podName} has ${formatBytes(capacityBytes)}, the template says ${formatBytes(asked)}.`,
            evidence: [
              evidenceOf('PersistentVolumeClaim', claim, [
                'status.capacity.storage',
                formatBytes(capacityBytes),
                formatBytes(asked),
              ]),
            ],
            remediation: [
              step(
                'Leave it, or raise the size in the template when the set is created again.',
              ),
            ],
          }
        : undefined;
    }),
};

/** Volumes that change their size. */
export const resizeRules: readonly Rule[] = [
  controllerInfeasible,
  nodeInfeasible,
  classForbids,
  fileSystemPending,
  inProgress,
  shrink,
];
