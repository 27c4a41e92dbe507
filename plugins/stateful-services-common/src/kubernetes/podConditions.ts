import { z } from 'zod';

/**
 * Something that a condition says of a pod.
 *
 * @public
 */
export interface PodRemark {
  readonly reason: string;
  readonly message: string;
  readonly since?: string;
}

/**
 * What the conditions of a pod say.
 *
 * @public
 */
export interface PodConditionsRecord {
  readonly ready: boolean;
  /** Last change of the condition Ready; absent before the kubelet has reported it. */
  readonly readySince?: string;
  /** Why the scheduler has not placed the pod; absent once it is placed. */
  readonly unscheduled?: PodRemark;
  /** Why the pod is being ended by the cluster rather than by its set. */
  readonly disrupted?: PodRemark;
  /** Why new requests or limits have not been applied in place. */
  readonly resizePending?: PodRemark;
}

/** @public */
export const podConditionsSchema = z
  .array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string().nullish(),
      message: z.string().nullish(),
      lastTransitionTime: z.string().nullish(),
    }),
  )
  .nullish();

type Conditions = z.infer<typeof podConditionsSchema>;

/** What the condition says while it has that status. */
function remark(
  conditions: Conditions,
  type: string,
  status: 'True' | 'False',
): PodRemark | undefined {
  const condition = conditions?.find(candidate => candidate.type === type);
  return condition?.status === status
    ? {
        reason: condition.reason ?? '',
        message: condition.message ?? '',
        ...(condition.lastTransitionTime && {
          since: condition.lastTransitionTime,
        }),
      }
    : undefined;
}

/** @public */
export function projectPodConditions(
  conditions: Conditions,
): PodConditionsRecord {
  const ready = conditions?.find(({ type }) => type === 'Ready');
  const unscheduled = remark(conditions, 'PodScheduled', 'False');
  const disrupted = remark(conditions, 'DisruptionTarget', 'True');
  const resizePending = remark(conditions, 'PodResizePending', 'True');
  return {
    ready: ready?.status === 'True',
    ...(ready?.lastTransitionTime && { readySince: ready.lastTransitionTime }),
    ...(unscheduled && { unscheduled }),
    ...(disrupted && { disrupted }),
    ...(resizePending && { resizePending }),
  };
}
