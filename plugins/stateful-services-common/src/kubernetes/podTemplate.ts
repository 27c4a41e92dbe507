import { z } from 'zod';
import {
  ContainerRecord,
  containerSchema,
  projectContainer,
} from './containers';
import { stringMapSchema } from './metadata';

/**
 * The pod template of a set, reduced to what the rules read.
 *
 * @public
 */
export interface PodTemplateRecord {
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly ContainerRecord[];
  /** Names of the ports of what runs as long as the pod: containers, and init containers that are restarted. */
  readonly portNames: readonly string[];
  readonly terminationGracePeriodSeconds: number;
  /** Topology keys by which its pods are kept apart, by anti-affinity or spread constraints. */
  readonly spreadKeys: readonly string[];
  /** Names of volumes that live as long as the pod. */
  readonly emptyDirs: readonly string[];
  /** Claims that every pod mounts, so that the members share them. */
  readonly sharedClaims: readonly string[];
}

const initContainerSchema = containerSchema
  .pick({ ports: true })
  .extend({ restartPolicy: z.string().nullish() });

const antiAffinityTerm = z.object({ topologyKey: z.string().nullish() });

/** @public */
export const podTemplateSchema = z.object({
  metadata: z.object({ labels: stringMapSchema.nullish() }).nullish(),
  spec: z
    .object({
      containers: z.array(containerSchema).nullish(),
      initContainers: z.array(initContainerSchema).nullish(),
      terminationGracePeriodSeconds: z.number().nullish(),
      affinity: z
        .object({
          podAntiAffinity: z
            .object({
              requiredDuringSchedulingIgnoredDuringExecution: z
                .array(antiAffinityTerm)
                .nullish(),
              preferredDuringSchedulingIgnoredDuringExecution: z
                .array(
                  z.object({ podAffinityTerm: antiAffinityTerm.nullish() }),
                )
                .nullish(),
            })
            .nullish(),
        })
        .nullish(),
      topologySpreadConstraints: z.array(antiAffinityTerm).nullish(),
      volumes: z
        .array(
          z.object({
            name: z.string(),
            emptyDir: z.record(z.string(), z.unknown()).nullish(),
            persistentVolumeClaim: z
              .object({ claimName: z.string() })
              .nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

type Spec = z.infer<typeof podTemplateSchema>['spec'];

function projectSpreadKeys(spec: Spec): readonly string[] {
  const antiAffinity = spec?.affinity?.podAntiAffinity;
  const terms = [
    ...(antiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(
      antiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
    ).flatMap(({ podAffinityTerm }) => podAffinityTerm ?? []),
    ...(spec?.topologySpreadConstraints ?? []),
  ];
  return terms.flatMap(({ topologyKey }) => topologyKey ?? []);
}

function projectPortNames(spec: Spec): readonly string[] {
  const sidecars = (spec?.initContainers ?? []).filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  return [...(spec?.containers ?? []), ...sidecars].flatMap(({ ports }) =>
    (ports ?? []).flatMap(({ name }) => name ?? []),
  );
}

/** @public */
export function projectPodTemplate({
  metadata,
  spec,
}: z.infer<typeof podTemplateSchema>): PodTemplateRecord {
  const volumes = spec?.volumes ?? [];
  return {
    labels: metadata?.labels ?? {},
    containers: (spec?.containers ?? []).map(projectContainer),
    portNames: projectPortNames(spec),
    terminationGracePeriodSeconds: spec?.terminationGracePeriodSeconds ?? 30,
    spreadKeys: projectSpreadKeys(spec),
    emptyDirs: volumes.flatMap(({ name, emptyDir }) => (emptyDir ? name : [])),
    sharedClaims: volumes.flatMap(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
    ),
  };
}
