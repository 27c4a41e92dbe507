import { sizeMysql } from './sizing';
import { bufferPoolOf } from './values';

const need = {
  dataSize: '40Gi',
  writeMibPerSecond: 0.1,
  acceptableLoss: 'seconds',
  environment: 'production',
  settings: {},
} as const;

describe('sizeMysql', () => {
  it.each([
    [{}, 'group-replication', 3, '17Gi', '82Gi', 72],
    [{ environment: 'development' }, 'standalone', 1, '17Gi', '82Gi', 72],
    [
      { writeMibPerSecond: undefined },
      'group-replication',
      3,
      '17Gi',
      '96Gi',
      72,
    ],
    [{ writeMibPerSecond: 1 }, 'group-replication', 3, '17Gi', '95Gi', 11],
    [{ writeMibPerSecond: 10 }, 'group-replication', 3, '17Gi', '197Gi', 4],
    [{ dataSize: '1Mi' }, 'group-replication', 3, '2Gi', '2Gi', 4],
    [{ topology: 'replication' }, 'replication', 3, '17Gi', '82Gi', 72],
    [
      { settings: { binlogHours: 144 } },
      ...(['group-replication', 3, '17Gi', '107Gi', 144] as const),
    ],
  ] as const)(
    'makes of a need with %j %s with %i members, %s, %s and %i hours',
    (change, topology, replicas, memorySize, storageSize, binlogHours) => {
      expect(sizeMysql({ ...need, ...change })).toMatchObject({
        topology,
        replicas,
        memorySize,
        storageSize,
        settings: { binlogHours },
      });
    },
  );

  it('makes room for a buffer pool that holds a quarter of the data', () => {
    const { memorySize } = sizeMysql(need);
    expect(parseInt(bufferPoolOf(memorySize), 10)).toBeGreaterThanOrEqual(
      10 * 1024,
    );
  });

  it.each([
    ['production', 'another one has received it'],
    ['development', 'cannot promise that nothing is lost'],
  ] as const)('says what is lost in %s', (environment, sentence) => {
    const { reasons } = sizeMysql({
      ...need,
      environment,
      acceptableLoss: 'nothing',
    });
    expect(reasons.at(-1)?.sentence).toContain(sentence);
  });
});
