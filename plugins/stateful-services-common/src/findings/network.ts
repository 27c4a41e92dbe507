import { selectsMembers } from '../assessment/situation';
import { eachMember, onSet } from './each';
import { evidenceOf } from './evidence';
import { governing } from './governingService';
import { Rule } from './rule';
import { patchCommand, step } from './steps';

const source =
  'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id';

const missing: Rule = {
  id: 'svc.missing',
  axis: 'risk',
  severity: 'error',
  summary: 'The governing Service does not exist.',
  explanation:
    'The name of each member is made of the pod’s name and that of the governing Service. Members that find each other by name cannot.',
  source,
  needs: ['services'],
  find(situation) {
    const { set } = situation;
    return onSet(set.serviceName !== '' && !governing(situation), () => ({
      title: `The members of ${set.name} have no names in DNS: the Service ${set.serviceName} does not exist.`,
      evidence: [
        evidenceOf('StatefulSet', set, [
          'spec.serviceName',
          set.serviceName,
          'a Service of the namespace',
        ]),
      ],
      remediation: [
        step(
          `Create a headless Service named ${set.serviceName}; the name in the set cannot be changed.`,
        ),
      ],
    }));
  },
};

const notHeadless: Rule = {
  id: 'svc.not-headless',
  axis: 'risk',
  severity: 'warning',
  summary: 'The governing Service has an address of its own.',
  explanation: 'Its name leads to any member instead of to each of them.',
  source:
    'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  needs: ['services'],
  find(situation) {
    const service = governing(situation);
    return service && !service.headless
      ? [
          {
            title: `The Service ${service.name} is not headless, so that its name leads to any member.`,
            evidence: [
              evidenceOf('Service', service, [
                'spec.clusterIP',
                'an address',
                'None',
              ]),
            ],
            remediation: [
              step(
                `Delete the Service ${service.name} and create it again with clusterIP: None.`,
                {
                  danger: 'disruptive',
                  precheck: 'Clients connect through another Service.',
                },
              ),
            ],
          },
        ]
      : [];
  },
};

const selectorMismatch: Rule = {
  id: 'svc.selector-mismatch',
  axis: 'risk',
  severity: 'error',
  summary: 'The governing Service does not select the members.',
  explanation: 'Its labels match no pod of the set, so that no name resolves.',
  source,
  needs: ['services'],
  find(situation) {
    const service = governing(situation);
    const text = JSON.stringify(service?.selector ?? {});
    return service &&
      Object.keys(service.selector).length > 0 &&
      !selectsMembers(service, situation.set)
      ? [
          {
            title: `The members of ${situation.set.name} have no names in DNS: the Service ${service.name} selects other pods.`,
            evidence: [
              evidenceOf('Service', service, [
                'spec.selector',
                text,
                'labels of the pod template',
              ]),
            ],
            remediation: [
              step('Let the selector name labels that the pods carry.', {
                command: patchCommand('service', service, {
                  spec: { selector: situation.set.selector?.labels ?? {} },
                }),
              }),
            ],
          },
        ]
      : [];
  },
};

const notReadyPublish: Rule = {
  id: 'svc.not-ready-publish',
  axis: 'risk',
  severity: 'info',
  summary: 'Members have a name only once they are ready.',
  explanation:
    'Members that must find each other before they become ready wait for ever when the Service hides those that are not. Harmless where they do not.',
  source:
    'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec (publishNotReadyAddresses)',
  needs: ['services'],
  find(situation) {
    const service = governing(situation);
    return service &&
      service.headless &&
      situation.quorum !== undefined &&
      !service.publishNotReadyAddresses
      ? [
          {
            title: `The Service ${service.name} names only members that are ready.`,
            evidence: [
              evidenceOf('Service', service, [
                'spec.publishNotReadyAddresses',
                'false',
                'true',
              ]),
            ],
            remediation: [
              step('Publish members that are not ready as well.', {
                command: patchCommand('service', service, {
                  spec: { publishNotReadyAddresses: true },
                }),
              }),
            ],
          },
        ]
      : [];
  },
};

const noHostname: Rule = {
  id: 'svc.no-hostname',
  axis: 'risk',
  severity: 'error',
  summary: 'A member has its name below another Service.',
  explanation:
    'The pod was made for another Service name than the set says now, so that its name does not resolve.',
  source,
  needs: ['pods'],
  find: situation =>
    eachMember(situation, ({ podName, pod, wanted }) =>
      wanted &&
      pod.subdomain !== undefined &&
      pod.subdomain !== situation.set.serviceName
        ? {
            title: `${podName} is known as ${podName}.${pod.subdomain} instead of ${podName}.${situation.set.serviceName}.`,
            evidence: [
              evidenceOf('Pod', pod, [
                'spec.subdomain',
                pod.subdomain,
                situation.set.serviceName,
              ]),
            ],
            remediation: [
              step(
                `Delete pod ${podName}, so that it is created with the right name.`,
                {
                  danger: 'disruptive',
                  command: `kubectl delete pod ${podName} --namespace ${pod.namespace}`,
                  precheck: 'All other members are ready.',
                },
              ),
            ],
          }
        : undefined,
    ),
};

const port: Rule = {
  id: 'svc.port',
  axis: 'risk',
  severity: 'warning',
  summary: 'A Service names a port that no container has.',
  explanation:
    'Connections to that port of the Service are refused. A headless Service refuses none: its name leads to the members themselves.',
  source:
    'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  needs: ['services'],
  find(situation) {
    const { set, services } = situation;
    const names = set.template.portNames;
    return services
      .filter(
        service =>
          !service.headless &&
          // Where that one has an address, that is what is wrong with it.
          service !== governing(situation) &&
          selectsMembers(service, set),
      )
      .flatMap(service =>
        service.ports.flatMap(({ target, port: number }) =>
          typeof target === 'string' &&
          !/^\d+$/.test(target) &&
          !names.includes(target)
            ? {
                title: `Port ${number} of the Service ${service.name} leads to "${target}", which no container has.`,
                evidence: [
                  evidenceOf('Service', service, [
                    `spec.ports[${number}].targetPort`,
                    target,
                    names.join(', ') || 'a number',
                  ]),
                ],
                remediation: [
                  step(
                    'Let the Service name a port of the container, or give the port that name in the template.',
                  ),
                ],
              }
            : [],
        ),
      );
  },
};

/** Whether members are found by name. */
export const networkRules: readonly Rule[] = [
  missing,
  selectorMismatch,
  notHeadless,
  noHostname,
  port,
  notReadyPublish,
];
