import { z } from 'zod';
import {
  metadataSchema,
  ObjectRecord,
  projectMetadata,
  stringMapSchema,
} from './metadata';
import { typedReader } from './typedObject';

/**
 * A Service, reduced to what the rules read.
 *
 * @public
 */
export interface ServiceRecord extends ObjectRecord {
  readonly headless: boolean;
  readonly selector: Readonly<Record<string, string>>;
  readonly publishNotReadyAddresses: boolean;
  readonly ports: readonly {
    readonly port: number;
    /** Name or number of the container's port; the Service's own number when it names none. */
    readonly target: string | number;
  }[];
}

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    clusterIP: z.string().nullish(),
    selector: stringMapSchema.nullish(),
    publishNotReadyAddresses: z.boolean().nullish(),
    ports: z
      .array(
        z.object({
          port: z.number(),
          targetPort: z.union([z.string(), z.number()]).nullish(),
        }),
      )
      .nullish(),
  }),
});

type Parsed = z.infer<typeof schema>;

function projectService({ metadata, spec }: Parsed): ServiceRecord {
  return {
    ...projectMetadata(metadata),
    headless: spec.clusterIP === 'None',
    selector: spec.selector ?? {},
    publishNotReadyAddresses: spec.publishNotReadyAddresses ?? false,
    ports: (spec.ports ?? []).map(({ port, targetPort }) => ({
      port,
      target: targetPort ?? port,
    })),
  };
}

/**
 * @throws ZodError naming the path when the object is not a Service as v1 describes it.
 *
 * @public
 */
export function parseService(raw: unknown): ServiceRecord {
  return projectService(schema.parse(raw));
}

/**
 * As {@link parseService}, of an object whose fields are known to have their types.
 *
 * @public
 */
export const parseTypedService = typedReader(projectService);
