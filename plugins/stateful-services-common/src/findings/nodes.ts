import { Member } from '../assessment/ordinal';
import { agoInBrackets } from '../wording/duration';
import { eachMember } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { deletePodCommand, describeCommand, step } from './steps';

const lost: Rule = {
  id: 'node.lost',
  axis: 'availability',
  severity: 'critical',
  summary: 'The node of a member does not report.',
  explanation:
    'Kubernetes cannot know whether the process still runs and writes, so it does not replace the member until the node answers or is declared dead.',
  source:
    'KEP-2268, https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown',
  needs: ['pods', 'nodes'],
  suppresses: ['pod.', 'vol.readonly', 'node.cordoned', 'node.pressure'],
  find: situation =>
    eachMember(situation, ({ podName, node, state }) =>
      node && state === 'lost'
        ? {
            title: `${podName} is lost: its node ${node.name} does not report${agoInBrackets(node.readySince, situation.now)}.`,
            evidence: [
              evidenceOf(
                'Node',
                node,
                ['status.conditions[Ready].status', 'Unknown', 'True'],
                node.readySince,
              ),
            ],
            remediation: [
              step(
                `If node ${node.name} is really powered off, say so: Kubernetes then releases the pod and its volumes.`,
                {
                  command: `kubectl taint nodes ${node.name} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`,
                  danger: 'data-loss',
                  precheck:
                    'The machine is off. Two writers on one volume destroy its data.',
                },
              ),
            ],
          }
        : undefined,
    ),
};

/** A node may be seen a little later than the pods that were placed on it. */
const NEW_NODE_MS = 2 * 60_000;

const missing: Rule = {
  id: 'node.missing',
  axis: 'availability',
  severity: 'error',
  summary: 'A member is bound to a node that no longer exists.',
  explanation:
    'The cluster deletes such pods after a while. Until then the name of the member is taken.',
  source: 'kubernetes/kubernetes pkg/controller/podgc',
  needs: ['pods', 'nodes'],
  suppresses: ['pod.'],
  find: situation =>
    eachMember(situation, ({ podName, pod, node }) =>
      pod.nodeName &&
      !node &&
      situation.now - Date.parse(pod.creationTimestamp) > NEW_NODE_MS
        ? {
            title: `${podName} is bound to node ${pod.nodeName}, which does not exist.`,
            evidence: [
              evidenceOf('Pod', pod, [
                'spec.nodeName',
                pod.nodeName,
                'a Node of the cluster',
              ]),
            ],
            remediation: [
              step(
                'Wait two minutes for the cluster to delete the pod; then delete it by force.',
                {
                  danger: 'data-loss',
                  command: `${deletePodCommand(pod)} --force --grace-period 0`,
                  precheck:
                    'The machine is off. Two writers on one volume destroy its data.',
                },
              ),
            ],
          }
        : undefined,
    ),
};

const PRESSURES = ['DiskPressure', 'MemoryPressure', 'PIDPressure'];

function pressureOf({ node }: Member) {
  return node?.troubles.find(({ type }) => PRESSURES.includes(type));
}

const pressure: Rule = {
  id: 'node.pressure',
  axis: 'risk',
  severity: 'warning',
  summary: 'The node of a member runs out of memory, disk or processes.',
  explanation: 'A node under pressure ends pods to protect itself.',
  source:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  needs: ['pods', 'nodes'],
  find: situation =>
    eachMember(situation, member => {
      const { podName, node } = member;
      const found = pressureOf(member);
      return node && found
        ? {
            title: `${podName} may be ended: its node ${node.name} reports ${found.type}${agoInBrackets(found.since, situation.now)}.`,
            evidence: [
              evidenceOf(
                'Node',
                node,
                [`status.conditions[${found.type}].status`, 'True', 'False'],
                found.since,
              ),
            ],
            remediation: [
              step(`See what uses up node ${node.name}.`, {
                command: describeCommand('node', node),
              }),
            ],
          }
        : undefined;
    }),
};

const cordoned: Rule = {
  id: 'node.cordoned',
  axis: 'risk',
  severity: 'warning',
  summary: 'The node of a member takes no new pods.',
  explanation:
    'Somebody is draining the node or has forgotten to open it again. The member cannot come back there after it ends.',
  source:
    'https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/',
  needs: ['pods', 'nodes'],
  find: situation =>
    eachMember(situation, ({ podName, node, state }) =>
      node?.unschedulable && state !== 'terminating'
        ? {
            title: `${podName} runs on node ${node.name}, which is closed to new pods.`,
            evidence: [
              evidenceOf('Node', node, ['spec.unschedulable', 'true', 'false']),
            ],
            remediation: [
              step(
                'Ask whether the node is being drained; open it again if not.',
                { command: `kubectl uncordon ${node.name}` },
              ),
            ],
          }
        : undefined,
    ),
};

/** What is wrong with the machines below the members. */
export const nodeRules: readonly Rule[] = [lost, missing, pressure, cordoned];
