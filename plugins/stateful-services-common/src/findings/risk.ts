import { readOrEmpty } from '../assessment/situation';
import { selectsLabels } from '../kubernetes/labelSelector';
import { evidenceOf } from './evidence';
import { Rule } from './rule';

const noBudget: Rule = {
  id: 'pdb.none',
  axis: 'risk',
  needs: ['podDisruptionBudgets'],
  find({ set, observation }) {
    const budgets = readOrEmpty(observation.podDisruptionBudgets);
    if (
      set.replicas < 2 ||
      budgets.some(
        ({ selector }) =>
          selector && selectsLabels(selector, set.templateLabels),
      )
    ) {
      return [];
    }
    return [
      {
        severity: 'warning',
        title: `A drain of nodes may take all members of ${set.name} at once: no PodDisruptionBudget covers them.`,
        explanation:
          'A budget makes node maintenance wait until the members that it took are back.',
        evidence: [
          evidenceOf('StatefulSet', set, {
            field:
              'PodDisruptionBudgets that select spec.template.metadata.labels',
            observed: 'none',
            expected: 'one with maxUnavailable 1',
          }),
        ],
        remediation: [
          {
            text: 'Add a PodDisruptionBudget with maxUnavailable 1 for the labels of the pods.',
            danger: 'safe',
          },
        ],
      },
    ];
  },
};

const serviceMissing: Rule = {
  id: 'svc.missing',
  axis: 'risk',
  needs: ['services'],
  find({ set, observation }) {
    const services = readOrEmpty(observation.services);
    if (
      !set.serviceName ||
      services.some(({ name }) => name === set.serviceName)
    ) {
      return [];
    }
    return [
      {
        severity: 'error',
        title: `The members of ${set.name} have no names in DNS: the Service ${set.serviceName} does not exist.`,
        explanation:
          'The name of each member is made of the pod’s name and that of the governing Service. Members that find each other by name cannot.',
        evidence: [
          evidenceOf('StatefulSet', set, {
            field: 'spec.serviceName',
            observed: set.serviceName,
            expected: 'a Service of the namespace',
          }),
        ],
        remediation: [
          {
            text: `Create a headless Service named ${set.serviceName}; the name in the set cannot be changed.`,
            danger: 'safe',
          },
        ],
      },
    ];
  },
};

/** What is not wrong now, but will be when something else happens. */
export const riskRules: readonly Rule[] = [noBudget, serviceMissing];
