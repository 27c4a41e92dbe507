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
