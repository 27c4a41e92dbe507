/** An object as the API server returns it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
  };
  readonly [field: string]: unknown;
}

/** An object as a client writes it down; the namespace is filled in where the kind has one. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'StorageClass',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

export function isNamespaced({ kind }: Pick<Kind, 'kind'>): boolean {
  return !CLUSTER_SCOPED.has(kind);
}

/** Path of a collection. The plural is regular for every kind that is used here. */
export function collectionPath(
  { apiVersion, kind }: Kind,
  namespace: string,
): string {
  const plural = `${kind.toLowerCase()}${kind.endsWith('s') ? 'es' : 's'}`;
  return [
    apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`,
    ...(isNamespaced({ kind }) ? ['namespaces', namespace] : []),
    plural,
  ].join('/');
}

/** What tells an object from all others of a cluster. */
export function objectKey({ kind, metadata }: KubernetesObject): string {
  return [kind, metadata.namespace ?? '', metadata.name].join('/');
}

export function isObject(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
