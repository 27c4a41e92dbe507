import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';
import { typedReader } from './typedObject';

/**
 * One address of a Service and the pod behind it.
 *
 * @public
 */
export interface EndpointRecord {
  readonly podName?: string;
  readonly podUid?: string;
}

/**
 * An EndpointSlice, reduced to what the rules read.
 *
 * @public
 */
export interface EndpointSliceRecord extends ObjectRecord {
  /** Name of the Service that it belongs to; empty when none is named. */
  readonly serviceName: string;
  readonly endpoints: readonly EndpointRecord[];
}

const schema = z.object({
  metadata: metadataSchema,
  endpoints: z
    .array(
      z.object({
        targetRef: z
          .object({
            kind: z.string().nullish(),
            name: z.string().nullish(),
            uid: z.string().nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});

type Parsed = z.infer<typeof schema>;

function projectEndpointSlice({
  metadata,
  endpoints,
}: Parsed): EndpointSliceRecord {
  return {
    ...projectMetadata(metadata),
    serviceName: metadata.labels?.['kubernetes.io/service-name'] ?? '',
    endpoints: (endpoints ?? []).map(({ targetRef }) => ({
      ...(targetRef?.name && { podName: targetRef.name }),
      ...(targetRef?.uid && { podUid: targetRef.uid }),
    })),
  };
}

/**
 * @throws ZodError naming the path when the object is not an EndpointSlice as discovery.k8s.io/v1 describes it.
 *
 * @public
 */
export function parseEndpointSlice(raw: unknown): EndpointSliceRecord {
  return projectEndpointSlice(schema.parse(raw));
}

/**
 * As {@link parseEndpointSlice}, of an object whose fields are known to have their types.
 *
 * @public
 */
export const parseTypedEndpointSlice = typedReader(projectEndpointSlice);
