import { z } from 'zod';
import {
  ContainersRecord,
  containerStatusSchema,
  projectContainers,
} from './containerStatuses';
import {
  controllerOf,
  metadataSchema,
  ObjectRecord,
  projectMetadata,
} from './metadata';
import {
  PodConditionsRecord,
  podConditionsSchema,
  projectPodConditions,
} from './podConditions';
import { typedReader } from './typedObject';

/**
 * A Pod, reduced to what the rules read.
 *
 * @public
 */
export interface PodRecord
  extends ObjectRecord, ContainersRecord, PodConditionsRecord {
  readonly owner?: {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
  };
  /** Value of the label `controller-revision-hash`: the name of the ControllerRevision that the pod runs. */
  readonly revision?: string;
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  readonly phaseReason?: string;
  readonly phaseMessage?: string;
  readonly nodeName?: string;
  /** The Service that gives the pod its name in DNS. */
  readonly subdomain?: string;
  /** When its deletion was asked for: the deletion timestamp less the grace period. */
  readonly terminatingSince?: string;
  /** When the kubelet took the pod on; absent before. */
  readonly startTime?: string;
  readonly claimNames: readonly string[];
  readonly images: readonly string[];
  readonly finalizers: readonly string[];
}

const phases = [
  'Pending',
  'Running',
  'Succeeded',
  'Failed',
  'Unknown',
] as const;

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    nodeName: z.string().nullish(),
    subdomain: z.string().nullish(),
    containers: z.array(z.object({ image: z.string().nullish() })).nullish(),
    initContainers: z
      .array(
        z.object({ name: z.string(), restartPolicy: z.string().nullish() }),
      )
      .nullish(),
    volumes: z
      .array(
        z.object({
          persistentVolumeClaim: z.object({ claimName: z.string() }).nullish(),
        }),
      )
      .nullish(),
  }),
  status: z
    .object({
      phase: z.enum(phases).nullish(),
      reason: z.string().nullish(),
      message: z.string().nullish(),
      startTime: z.string().nullish(),
      conditions: podConditionsSchema,
      containerStatuses: z.array(containerStatusSchema).nullish(),
      initContainerStatuses: z.array(containerStatusSchema).nullish(),
    })
    .nullish(),
});

type Parsed = z.infer<typeof schema>;

function terminatingSince(metadata: Parsed['metadata']): string | undefined {
  const end = Date.parse(metadata.deletionTimestamp ?? '');
  const begin = new Date(
    end - (metadata.deletionGracePeriodSeconds ?? 0) * 1000,
  );
  return Number.isNaN(begin.getTime()) ? undefined : begin.toISOString();
}

function sidecarsOf({ initContainers }: Parsed['spec']): ReadonlySet<string> {
  return new Set(
    (initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy === 'Always')
      .map(({ name }) => name),
  );
}

function claimNamesOf({ volumes }: Parsed['spec']): readonly string[] {
  const names = (volumes ?? []).flatMap(
    volume => volume.persistentVolumeClaim?.claimName ?? [],
  );
  // An array that has grown has room for sixteen more, which a copy has not.
  return names.slice();
}

function projectPod({ metadata, spec, status }: Parsed): PodRecord {
  const owner = controllerOf(metadata);
  const revision = metadata.labels?.['controller-revision-hash'];
  const terminating = terminatingSince(metadata);
  const init = status?.initContainerStatuses ?? [];
  const main = status?.containerStatuses ?? [];
  return {
    ...projectMetadata(metadata),
    ...(owner && { owner }),
    ...(revision && { revision }),
    phase: status?.phase ?? 'Pending',
    ...(status?.reason && { phaseReason: status.reason }),
    ...(status?.message && { phaseMessage: status.message }),
    ...(spec.nodeName && { nodeName: spec.nodeName }),
    ...(spec.subdomain && { subdomain: spec.subdomain }),
    ...(terminating && { terminatingSince: terminating }),
    ...(status?.startTime && { startTime: status.startTime }),
    ...projectPodConditions(status?.conditions),
    ...projectContainers({ init, main }, sidecarsOf(spec)),
    claimNames: claimNamesOf(spec),
    images: (spec.containers ?? []).flatMap(container => container.image ?? []),
    finalizers: metadata.finalizers ?? [],
  };
}

/**
 * @throws ZodError naming the path when the object is not a Pod as v1 describes it.
 *
 * @public
 */
export function parsePod(raw: unknown): PodRecord {
  return projectPod(schema.parse(raw));
}

/**
 * As {@link parsePod}, of an object whose fields are known to have their types.
 *
 * @public
 */
export const parseTypedPod = typedReader(projectPod, phases);
