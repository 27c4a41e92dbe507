import { MemberState } from '../contract/member';
import { NodeRecord } from '../kubernetes/node';
import { ContainerTrouble } from '../kubernetes/containerStatuses';
import { PodRecord } from '../kubernetes/pod';
import { StatefulSetRecord } from '../kubernetes/statefulSet';
import { Ordinal } from './ordinal';

/** How long something may be wrong before it counts as evidence, in milliseconds. */
export const GRACE_MS = {
  /** As kstatus (cli-utils) waits before it calls a pod unschedulable. */
  unschedulable: 15_000,
  imagePull: 60_000,
  terminating: 60_000,
  provisioning: 120_000,
  mounting: 60_000,
  attaching: 5 * 60_000,
} as const;

/** A pod that is not ready for longer than this is not just starting. */
export const NOT_READY_AFTER_MS = 5 * 60_000;

/**
 * True when a member has been running without being ready for so long that it will hardly become so by itself. While a
 * startup probe runs, the kubelet itself gives the container its time.
 */
export function isNotJustStarting(
  { state, since, pod }: Pick<Ordinal, 'state' | 'since' | 'pod'>,
  now: number,
): boolean {
  return (
    state === 'notReady' &&
    pod?.starting.length === 0 &&
    isOlderThan(since, NOT_READY_AFTER_MS, now)
  );
}

/** A container that has ended twice is in a loop, whatever it is doing at this moment. */
const CRASH_LOOP_RESTARTS = 2;

/** The kubelet sets Ready=False when it takes a pod on; a later change means that it was True in between. */
const FIRST_REPORT_MS = 5_000;

const IMAGE_REASONS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
]);

const CONFIG_REASONS: ReadonlySet<string> = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

interface MemberInput {
  readonly set: StatefulSetRecord;
  readonly now: number;
  readonly pod: PodRecord | undefined;
  readonly foreignPod: PodRecord | undefined;
  readonly node: NodeRecord | undefined;
}

type MemberJudgement = Pick<
  Ordinal,
  'state' | 'since' | 'reason' | 'wasReady' | 'available'
>;

/** What keeps a pod from starting or staying up for good; undefined while it may still come up by itself. */
export type Failure =
  | { readonly kind: 'crash'; readonly trouble: ContainerTrouble }
  | { readonly kind: 'image'; readonly trouble: ContainerTrouble }
  | { readonly kind: 'config'; readonly trouble: ContainerTrouble }
  | { readonly kind: 'unschedulable'; readonly message: string };

function isOlderThan(
  timestamp: string | undefined,
  ageMs: number,
  now: number,
): boolean {
  return timestamp !== undefined && now - Date.parse(timestamp) > ageMs;
}

function containerFailure(pod: PodRecord, now: number): Failure | undefined {
  for (const trouble of pod.troubles) {
    const waiting = trouble.waitingReason ?? '';
    if (
      IMAGE_REASONS.has(waiting) &&
      isOlderThan(
        pod.startTime ?? pod.creationTimestamp,
        GRACE_MS.imagePull,
        now,
      )
    ) {
      return { kind: 'image', trouble };
    }
    if (CONFIG_REASONS.has(waiting)) {
      return { kind: 'config', trouble };
    }
    if (
      pod.restarts >= CRASH_LOOP_RESTARTS &&
      (waiting === 'CrashLoopBackOff' || trouble.exitCode !== undefined)
    ) {
      return { kind: 'crash', trouble };
    }
  }
  return undefined;
}

/** The scheduler says so of a pod whose claim is still being provisioned. */
const AWAITS_CLAIM = /unbound immediate PersistentVolumeClaims/;

/** Why the pod does not come up by itself, once the grace for that cause is over. */
export function failureOf(pod: PodRecord, now: number): Failure | undefined {
  if (pod.ready || pod.deletionTimestamp) {
    return undefined;
  }
  if (
    pod.unscheduled?.reason === 'Unschedulable' &&
    isOlderThan(
      pod.unscheduled.since ?? pod.creationTimestamp,
      AWAITS_CLAIM.test(pod.unscheduled.message)
        ? GRACE_MS.provisioning
        : GRACE_MS.unschedulable,
      now,
    )
  ) {
    return { kind: 'unschedulable', message: pod.unscheduled.message };
  }
  return containerFailure(pod, now);
}

function failureReason(failure: Failure): string {
  if (failure.kind === 'unschedulable') {
    return 'cannot be placed on a node';
  }
  const { waitingReason, exitCode, terminatedReason } = failure.trouble;
  return [
    waitingReason ?? terminatedReason,
    exitCode !== undefined && `exit code ${exitCode}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function wasEverReady(pod: PodRecord): boolean {
  if (pod.ready) {
    return true;
  }
  return (
    pod.startTime !== undefined &&
    pod.readySince !== undefined &&
    Date.parse(pod.readySince) - Date.parse(pod.startTime) > FIRST_REPORT_MS
  );
}

function stateOfRunningPod(
  pod: PodRecord,
  { set, now }: MemberInput,
): { state: MemberState; since?: string; reason?: string } {
  const failure = failureOf(pod, now);
  if (failure) {
    return {
      state: 'failing',
      since: pod.unscheduled?.since ?? pod.readySince ?? pod.creationTimestamp,
      reason: failureReason(failure),
    };
  }
  if (pod.phase !== 'Running') {
    return { state: 'pending', since: pod.creationTimestamp };
  }
  if (!pod.ready) {
    return {
      state: 'notReady',
      since: pod.readySince ?? pod.creationTimestamp,
    };
  }
  const settling = !isOlderThan(
    pod.readySince,
    set.minReadySeconds * 1000,
    now,
  );
  return {
    state: settling && set.minReadySeconds > 0 ? 'settling' : 'available',
    since: pod.readySince,
  };
}

/** Says what a member is doing. A pod of a node that does not report is lost, whatever its own status still says. */
export function judgeMember(input: MemberInput): MemberJudgement {
  const { pod, foreignPod, node } = input;
  const nothing = { wasReady: false, available: false } as const;
  if (!pod) {
    return foreignPod
      ? {
          ...nothing,
          state: 'conflict',
          since: foreignPod.creationTimestamp,
          reason: 'another pod has its name',
        }
      : { ...nothing, state: 'missing' };
  }
  const wasReady = wasEverReady(pod);
  if (node?.ready === 'Unknown') {
    return {
      wasReady,
      available: false,
      state: 'lost',
      since: node.readySince,
      reason: `node ${node.name} does not report`,
    };
  }
  if (pod.deletionTimestamp) {
    return {
      wasReady,
      available: false,
      state: 'terminating',
      since: pod.terminatingSince,
    };
  }
  const judged = stateOfRunningPod(pod, input);
  return { wasReady, available: judged.state === 'available', ...judged };
}
