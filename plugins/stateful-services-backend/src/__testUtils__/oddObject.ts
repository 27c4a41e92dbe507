/** An object to write to a real API server. */
export interface OddObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly spec?: object;
  readonly status?: object;
}

/** With all that a record keeps of it. */
export const oddMetadata = (namespace: string | undefined, name: string) => ({
  name,
  namespace,
  labels: { 'app.kubernetes.io/name': 'odd', empty: '' },
  annotations: { note: 'Grüße, "odd"\n' },
  finalizers: ['example.com/keeps'],
  ownerReferences: [
    {
      apiVersion: 'example.com/v1',
      kind: 'Pod',
      name: 'owner',
      uid: '11111111-1111-4111-8111-111111111111',
      controller: true,
    },
  ],
});
