import { Member } from '../assessment/ordinal';
import {
  readOrEmpty,
  selectsMembers,
  Situation,
} from '../assessment/situation';
import { EndpointRecord } from '../kubernetes/endpointSlice';
import { onSet } from './each';
import { evidenceOf } from './evidence';
import { governing } from './governingService';
import { Rule } from './rule';
import { step } from './steps';

/** The controller of the slices follows within seconds. */
const FOLLOWS_WITHIN_MS = 60_000;

const isOlder = (since: string | undefined, now: number) =>
  now - Date.parse(since ?? '') > FOLLOWS_WITHIN_MS;

/** What the slices say of a member that they should name: nothing, or an earlier pod of its name. */
function mismatchOf(
  { pod }: Member,
  endpoints: readonly EndpointRecord[],
  now: number,
): 'missing' | 'outdated' | undefined {
  const ofName = endpoints.filter(({ podName }) => podName === pod.name);
  if (
    ofName.some(({ podUid }) => podUid !== undefined && podUid !== pod.uid) &&
    isOlder(pod.creationTimestamp, now)
  ) {
    return 'outdated';
  }
  return ofName.length === 0 &&
    pod.ready &&
    !pod.deletionTimestamp &&
    isOlder(pod.readySince, now)
    ? 'missing'
    : undefined;
}

const sliceMismatch: Rule = {
  id: 'svc.slice-mismatch',
  axis: 'risk',
  severity: 'error',
  summary: 'The governing Service does not lead to the members that run.',
  explanation:
    'The addresses behind the Service are kept by a controller. Members that it leaves out have no name in DNS; names of pods that are gone lead nowhere.',
  source:
    'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
  needs: ['pods', 'services', 'endpointSlices'],
  find(situation) {
    const { members, set, now, observation } = situation;
    const service = headlessOf(situation);
    const endpoints = service
      ? readOrEmpty(observation.endpointSlices)
          .filter(({ serviceName }) => serviceName === service.name)
          .flatMap(slice => slice.endpoints)
      : [];
    const wrong = members.flatMap(member => {
      const mismatch = service && mismatchOf(member, endpoints, now);
      return mismatch ? { podName: member.podName, mismatch } : [];
    });
    return onSet(wrong.length > 0, () => ({
      title: `The Service ${set.serviceName} does not lead to ${wrong.map(({ podName }) => podName).join(', ')}.`,
      evidence: wrong.map(({ podName, mismatch }) =>
        evidenceOf(
          'Service',
          { namespace: set.namespace, name: set.serviceName },
          [
            `endpoints[${podName}] of its EndpointSlices`,
            mismatch === 'missing' ? 'none' : 'an earlier pod',
            'the pod that runs',
          ],
        ),
      ),
      remediation: [
        step('Look at the slices and at the controller that keeps them.', {
          command: `kubectl get endpointslices --namespace ${set.namespace} --selector kubernetes.io/service-name=${set.serviceName} --output yaml`,
        }),
      ],
    }));
  },
};

/** The governing Service, when its slices are among those that are read and should name the members. */
function headlessOf(situation: Situation) {
  const service = governing(situation);
  return service?.headless && selectsMembers(service, situation.set)
    ? service
    : undefined;
}

/** Whether the network follows the members. */
export const sliceRules: readonly Rule[] = [sliceMismatch];
