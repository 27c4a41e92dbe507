import { sizeRedis } from './sizing';

const need = {
  dataSize: '4Gi',
  writeMibPerSecond: 1,
  acceptableLoss: 'seconds',
  environment: 'production',
  settings: {},
} as const;

describe('sizeRedis', () => {
  it.each([
    [{}, 'replication', 3, '6Gi', '13Gi'],
    [{ environment: 'development' }, 'standalone', 1, '6Gi', '13Gi'],
    [{ topology: 'standalone' }, 'standalone', 1, '6Gi', '13Gi'],
    [{ writeMibPerSecond: 20 }, 'replication', 3, '8Gi', '24Gi'],
    [{ dataSize: '1Mi' }, 'replication', 3, '256Mi', '1Gi'],
    [{ dataSize: '100Mi' }, 'replication', 3, '256Mi', '1Gi'],
  ] as const)(
    'makes of a need with %j %s with %i members, %s and %s',
    (change, topology, replicas, memorySize, storageSize) => {
      expect(sizeRedis({ ...need, ...change })).toMatchObject({
        topology,
        replicas,
        memorySize,
        storageSize,
      });
    },
  );

  it.each([
    [{}, 3, '3Gi', '5Gi'],
    [{ dataSize: '64Gi' }, 4, '26Gi', '53Gi'],
    [{ dataSize: '200Gi' }, 10, '32Gi', '67Gi'],
    [{ dataSize: '64Gi', settings: { shards: 8 } }, 8, '13Gi', '27Gi'],
  ] as const)(
    'shares a need with %j out among %i shards of two, with %s and %s each',
    (change, shards, memorySize, storageSize) => {
      expect(
        sizeRedis({ ...need, ...change, topology: 'cluster' }),
      ).toMatchObject({
        settings: { shards },
        replicas: 2,
        memorySize,
        storageSize,
      });
    },
  );

  it('says that it cannot promise what Redis does not keep', () => {
    const { reasons } = sizeRedis({ ...need, acceptableLoss: 'nothing' });
    expect(reasons).toContainEqual({
      sentence: expect.stringContaining('cannot promise that nothing is lost'),
    });
  });
});
