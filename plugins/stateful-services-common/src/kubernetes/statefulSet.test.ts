import { statefulSet } from '../__fixtures__/objects';
import { parseStatefulSet } from './statefulSet';

describe('parseStatefulSet', () => {
  it('applies the defaults of the API', () => {
    const raw = statefulSet({
      spec: { replicas: undefined, updateStrategy: undefined },
    });
    expect(parseStatefulSet(raw)).toMatchObject({
      replicas: 1,
      updateStrategy: { type: 'RollingUpdate', partition: 0 },
      retention: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
  });

  it('keeps annotations, but not the manifest that kubectl leaves among them', () => {
    const { annotations, replicasAppliedBy } = parseStatefulSet(
      statefulSet({
        metadata: {
          annotations: {
            'example.com/team': 'shop',
            'kubectl.kubernetes.io/last-applied-configuration':
              '{"spec":{"replicas":3}}',
          },
        },
      }),
    );
    expect(annotations).toEqual({ 'example.com/team': 'shop' });
    expect(replicasAppliedBy).toBe('kubectl apply');
  });

  it('refuses a number of members that no cluster can run', () => {
    expect(() =>
      parseStatefulSet(statefulSet({ spec: { replicas: 2_000_000_000 } })),
    ).toThrow(/"replicas"/);
  });

  it('names the path of what is wrong', () => {
    expect(() =>
      parseStatefulSet(statefulSet({ spec: { replicas: 'many' } })),
    ).toThrow(/"replicas"/);
  });
});
