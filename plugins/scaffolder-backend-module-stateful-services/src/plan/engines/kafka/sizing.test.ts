import { sizeKafka } from './sizing';

const need = {
  dataSize: '100Gi',
  writeMibPerSecond: 1,
  acceptableLoss: 'seconds',
  environment: 'production',
  settings: {},
} as const;

describe('sizeKafka', () => {
  it.each([
    [{}, 3, '2Gi', '140Gi', 28],
    [{ writeMibPerSecond: undefined }, 3, '2Gi', '140Gi', 168],
    [{ environment: 'development' }, 1, '1Gi', '140Gi', 28],
    [{ writeMibPerSecond: 100 }, 6, '7Gi', '247Gi', 1],
    [{ dataSize: '8Ti' }, 6, '2Gi', '5735Gi', 2330],
    [{ dataSize: '1Mi' }, 3, '2Gi', '10Gi', 1],
    [{ replicas: 5 }, 5, '2Gi', '84Gi', 28],
    [{ settings: { retentionHours: 280 } }, 3, '2Gi', '1379Gi', 280],
  ] as const)(
    'makes of a need with %j %i brokers, %s, %s and %i hours',
    (change, replicas, memorySize, storageSize, retentionHours) => {
      expect(sizeKafka({ ...need, ...change })).toMatchObject({
        replicas,
        memorySize,
        storageSize,
        settings: { retentionHours },
      });
    },
  );

  it('takes as little as the share of a broker, not less', () => {
    expect(sizeKafka({ ...need, replicas: 4 }).least.storageSize).toBe('75Gi');
  });

  it('says what producers must do so that nothing is lost', () => {
    const { reasons } = sizeKafka({ ...need, acceptableLoss: 'nothing' });
    expect(reasons.at(-1)?.sentence).toContain('acks=all');
  });
});
