import { recentWarnings } from '../assessment/recentWarnings';
import { Situation } from '../assessment/situation';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { agoInBrackets } from '../wording/duration';
import { eachClaim } from './each';
import { evidenceOf } from './evidence';
import { Rule, Severity } from './rule';
import { describeCommand, patchCommand, step } from './steps';

const source =
  'https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/';

/** A driver that changes a volume in place answers within minutes. */
const SLOW_MS = 15 * 60_000;

function isRefused({ modifyStatus, conditions }: PersistentVolumeClaimRecord) {
  return (
    modifyStatus === 'Infeasible' ||
    conditions.some(({ type }) => type === 'ModifyVolumeError')
  );
}

/** True when the class that the claim asks for was read and does not exist. */
function lacksClass(
  { observation }: Situation,
  { attributesClass, currentAttributesClass }: PersistentVolumeClaimRecord,
): boolean {
  const classes = observation.volumeAttributesClasses;
  return (
    attributesClass !== undefined &&
    attributesClass !== currentAttributesClass &&
    classes.read &&
    classes.value.every(({ name }) => name !== attributesClass)
  );
}

const pending: Rule = {
  id: 'pvc.vac.pending',
  axis: 'storage',
  severity: 'warning',
  summary: 'A claim names a VolumeAttributesClass that does not exist.',
  explanation:
    'The volume keeps the attributes that it has until the class exists.',
  source,
  needs: ['claims', 'volumeAttributesClasses'],
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) =>
      lacksClass(situation, claim)
        ? {
            title: `The volume of ${podName} cannot be changed: the VolumeAttributesClass "${claim.attributesClass}" does not exist.`,
            evidence: [
              evidenceOf('PersistentVolumeClaim', claim, [
                'spec.volumeAttributesClassName',
                claim.attributesClass ?? '',
                'a VolumeAttributesClass of the cluster',
              ]),
            ],
            remediation: [
              step('Create the class, or name one that exists.', {
                command: 'kubectl get volumeattributesclass',
              }),
            ],
          }
        : undefined,
    ),
};

const infeasible: Rule = {
  id: 'pvc.vac.infeasible',
  axis: 'storage',
  severity: 'error',
  summary: 'The driver refuses the attributes that a claim asks for.',
  explanation:
    'The volume keeps the attributes that it has. The driver is asked again, more and more slowly.',
  source,
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const failed = claim.conditions.find(
        ({ type }) => type === 'ModifyVolumeError',
      );
      return isRefused(claim)
        ? {
            title: `The volume of ${podName} cannot be changed to "${claim.attributesClass ?? ''}"${failed?.message ? `: ${failed.message}` : ''}.`,
            evidence: [
              evidenceOf(
                'PersistentVolumeClaim',
                claim,
                [
                  'status.modifyVolumeStatus.status',
                  claim.modifyStatus ?? 'ModifyVolumeError',
                  'none',
                ],
                failed?.since,
              ),
            ],
            remediation: [
              step('Name a class whose parameters the driver accepts.', {
                command: patchCommand('persistentvolumeclaim', claim, {
                  spec: {
                    volumeAttributesClassName:
                      claim.currentAttributesClass ?? 'CLASS',
                  },
                }),
              }),
            ],
          }
        : undefined;
    }),
};

const inProgress: Rule = {
  id: 'pvc.vac.in-progress',
  axis: 'storage',
  severity: 'info',
  summary: 'The attributes of a volume are being changed.',
  explanation:
    'The driver changes the volume in place while the member goes on working.',
  source,
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const modifying = claim.conditions.find(
        ({ type }) => type === 'ModifyingVolume',
      );
      const { attributesClass, currentAttributesClass } = claim;
      const differs =
        claim.phase === 'Bound' &&
        attributesClass !== undefined &&
        attributesClass !== currentAttributesClass;
      if (
        !(modifying ?? differs) ||
        isRefused(claim) ||
        lacksClass(situation, claim)
      ) {
        return undefined;
      }
      const age = situation.now - Date.parse(modifying?.since ?? '');
      return {
        severity: age > SLOW_MS ? 'warning' : 'info',
        title: `The volume of ${podName} is being changed to "${attributesClass ?? ''}"${agoInBrackets(modifying?.since, situation.now)}.`,
        evidence: [
          evidenceOf(
            'PersistentVolumeClaim',
            claim,
            [
              'status.currentVolumeAttributesClassName',
              currentAttributesClass ?? 'none',
              attributesClass ?? 'none',
            ],
            modifying?.since,
          ),
        ],
        remediation: [],
      };
    }),
};

/** The words of the CSI volume health (alpha in 1.37), and how bad each is. */
const SICK: Readonly<Record<string, Severity>> = {
  Inaccessible: 'critical',
  DataLoss: 'critical',
  Degraded: 'warning',
};

function sickness(
  situation: Situation,
  claim: PersistentVolumeClaimRecord,
): { readonly severity: Severity; readonly said: string } | undefined {
  const worst = [...claim.health]
    .sort((a, b) => (a < b ? -1 : 1))
    .find(status => SICK[status] === 'critical');
  const said = worst ?? claim.health.find(status => SICK[status]);
  if (said) {
    return { said, severity: SICK[said] ?? 'warning' };
  }
  const [event] = recentWarnings(situation, claim, ['VolumeConditionAbnormal']);
  return event && { said: event.message, severity: 'warning' };
}

const health: Rule = {
  id: 'pvc.health',
  axis: 'storage',
  severity: 'critical',
  summary: 'The driver reports that a volume is sick.',
  explanation:
    'The disk behind the volume cannot be reached, has lost data, or works with less than it should.',
  source:
    'https://kubernetes.io/docs/concepts/storage/volume-health-monitoring/',
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const found = sickness(situation, claim);
      return (
        found && {
          severity: found.severity,
          title: `The volume of ${podName} is sick: ${found.said}.`,
          evidence: [
            evidenceOf('PersistentVolumeClaim', claim, [
              'status.healthStatus.healthConditions',
              found.said,
              'none',
            ]),
          ],
          remediation: [
            step(
              'Make sure that the other members hold all data, then look at the disk at the provider.',
              { command: describeCommand('persistentvolumeclaim', claim) },
            ),
          ],
        }
      );
    }),
};

/** What the driver says of bound volumes, and the attributes that claims ask for. */
export const attributeRules: readonly Rule[] = [
  health,
  pending,
  infeasible,
  inProgress,
];
