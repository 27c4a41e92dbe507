import { mergeStrategically } from './strategicMerge';

const web = { name: 'web', image: 'web:1', env: [{ name: 'A', value: '1' }] };
const log = { name: 'log', image: 'log:1' };

describe('mergeStrategically', () => {
  it('merges items of a list by their key, and adds new ones', () => {
    expect(
      mergeStrategically(
        { containers: [web, log] },
        {
          containers: [
            { name: 'web', env: [{ name: 'B', value: '2' }] },
            { name: 'new' },
          ],
        },
      ),
    ).toEqual({
      containers: [
        {
          ...web,
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        },
        log,
        { name: 'new' },
      ],
    });
  });

  it('deletes, replaces and orders as the directives say', () => {
    expect(
      mergeStrategically(
        { containers: [web, log], securityContext: { a: 1, b: 2 } },
        {
          containers: [{ name: 'first' }, { name: 'log', $patch: 'delete' }],
          '$setElementOrder/containers': [{ name: 'first' }, { name: 'web' }],
          securityContext: { $patch: 'replace', c: 3 },
        },
      ),
    ).toEqual({
      containers: [{ name: 'first' }, web],
      securityContext: { c: 3 },
    });
  });

  it('unites finalizers, takes single ones away, and replaces other lists', () => {
    expect(
      mergeStrategically(
        { finalizers: ['a', 'b'], args: ['x'], gone: 1 },
        {
          finalizers: ['c'],
          '$deleteFromPrimitiveList/finalizers': ['a'],
          args: ['y'],
          gone: null,
        },
      ),
    ).toEqual({ finalizers: ['b', 'c'], args: ['y'] });
  });

  it('keeps only the fields that are to be retained', () => {
    expect(
      mergeStrategically(
        {
          strategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
        },
        { strategy: { $retainKeys: ['type'], type: 'OnDelete' } },
      ),
    ).toEqual({ strategy: { type: 'OnDelete' } });
  });
});
