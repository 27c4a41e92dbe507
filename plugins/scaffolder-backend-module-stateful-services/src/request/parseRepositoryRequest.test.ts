import { InputError } from '@backstage/errors';
import { requests } from '../plan/__fixtures__/requests';
import { builtInEngines } from '../plan/engines/engines';
import { parseRepositoryRequest } from './parseRepositoryRequest';

const engines = new Map(builtInEngines.map(engine => [engine.name, engine]));
const valid = requests['orders-cache'];

function refusalOf(change: Record<string, unknown>): unknown {
  try {
    return parseRepositoryRequest({ ...valid, ...change }, engines);
  } catch (error) {
    return error;
  }
}

const NAME =
  'must be a DNS label of at most 44 characters: lower-case letters, digits and "-", starting with a letter and ending with a letter or digit.';
const NAMESPACE =
  'must be a DNS label of at most 63 characters: lower-case letters, digits and "-", starting and ending with a letter or digit.';
const REPLICAS =
  'must be 3, 5, 7 or 9, or 1 without failover: an even number survives no more losses than one less, and each member above 9 adds load and no safety';
const STORAGE =
  'must be a whole number with the unit Mi, Gi or Ti, from 1Gi to 16Ti, such as 10Gi.';
const MEMORY =
  'must be a whole number with the unit Mi, Gi or Ti, from 256Mi to 256Gi, such as 10Gi.';

describe('parseRepositoryRequest', () => {
  it('takes empty optional fields for absent ones', () => {
    expect(
      parseRepositoryRequest(
        { ...valid, cluster: '', repositoryUrl: '' },
        engines,
      ),
    ).toMatchObject({ cluster: undefined, repositoryUrl: undefined });
  });

  it.each([
    ['x', 3, '1Gi', '256Mi'],
    ['a'.repeat(44), 9, '16Ti', '256Gi'],
    ['a-1', 7, '1024Mi', '1Gi'],
  ])(
    'accepts the limits: name %s, %i replicas, %s, %s',
    (name, replicas, storageSize, memorySize) => {
      const change = { name, replicas, storageSize, memorySize };
      expect(refusalOf(change)).toMatchObject(change);
    },
  );

  it.each<[Record<string, unknown>, string]>([
    [
      { engine: 'cassandra' },
      `Invalid engine "cassandra": it must be an engine that has a blueprint: ${[
        ...engines.keys(),
      ].join(', ')}.`,
    ],
    [
      { topology: 'ring' },
      'Invalid topology "ring": it must be a topology of redis: replication, cluster, standalone.',
    ],
    [
      { topology: 'standalone' },
      'Invalid replicas 3: it must be 1: there is nothing to fail over to.',
    ],
    [
      { settings: { speed: 'high' } },
      'Invalid settings.speed "high": it must not be given: redis knows distribution, shards, maxUnavailable, gracePeriodSeconds, growthPromised.',
    ],
    [
      { settings: { shards: 3 } },
      'Invalid settings.shards 3: it must not be given: only the topology cluster has shards.',
    ],
    [
      { settings: { distribution: 'keydb' } },
      'Invalid settings.distribution "keydb": it must be one of: redis, valkey.',
    ],
    [{ name: '' }, `Invalid name "": it ${NAME}`],
    [{ name: 'Orders_Cache' }, `Invalid name "Orders_Cache": it ${NAME}`],
    [{ name: '1st' }, `Invalid name "1st": it ${NAME}`],
    [{ name: 'orders-' }, `Invalid name "orders-": it ${NAME}`],
    [{ name: '../etc' }, `Invalid name "../etc": it ${NAME}`],
    [{ name: 'orders\n' }, `Invalid name "orders\\n": it ${NAME}`],
    [{ name: 'a'.repeat(45) }, `Invalid name "${'a'.repeat(45)}": it ${NAME}`],
    [{ namespace: 'Orders' }, `Invalid namespace "Orders": it ${NAMESPACE}`],
    [
      { namespace: 'a'.repeat(64) },
      `Invalid namespace "${'a'.repeat(64)}": it ${NAMESPACE}`,
    ],
    [{ replicas: 0 }, `Invalid replicas 0: it ${REPLICAS}.`],
    [{ replicas: -3 }, `Invalid replicas -3: it ${REPLICAS}.`],
    [{ replicas: 2.5 }, `Invalid replicas 2.5: it ${REPLICAS}.`],
    [{ replicas: 1001 }, `Invalid replicas 1001: it ${REPLICAS}.`],
    [{ replicas: 4 }, `Invalid replicas 4: it ${REPLICAS}.`],
    [{ replicas: 'many' }, 'Invalid replicas "many": it must be a number.'],
    [{ storageSize: '10' }, `Invalid storageSize "10": it ${STORAGE}`],
    [{ storageSize: 'plenty' }, `Invalid storageSize "plenty": it ${STORAGE}`],
    [{ storageSize: '-10Gi' }, `Invalid storageSize "-10Gi": it ${STORAGE}`],
    [{ storageSize: '512Mi' }, `Invalid storageSize "512Mi": it ${STORAGE}`],
    [{ storageSize: '17Ti' }, `Invalid storageSize "17Ti": it ${STORAGE}`],
    [{ memorySize: '64Mi' }, `Invalid memorySize "64Mi": it ${MEMORY}`],
    [{ memorySize: '1Ti' }, `Invalid memorySize "1Ti": it ${MEMORY}`],
    [
      { owner: 'component:default/shop' },
      'Invalid owner "component:default/shop": it must refer to a group or a user, such as group:default/payments.',
    ],
    [
      { owner: '' },
      'Invalid owner "": it must be an entity reference, such as group:default/payments.',
    ],
    [
      { environment: 'staging' },
      'Invalid environment "staging": it must be one of: production, development.',
    ],
    [
      { cloud: 'mainframe' },
      'Invalid cloud "mainframe": it must be one of: generic, aws, gcp, azure.',
    ],
    [
      { cluster: 'eu 1' },
      'Invalid cluster "eu 1": it must be the name of a cluster: at most 253 letters, digits and ".", "_", ":", "/", "@" or "-", starting with a letter or digit.',
    ],
    [
      { storageClassName: 'Fast!' },
      'Invalid storageClassName "Fast!": it must be the name of a storage class: lower-case letters, digits, "." and "-".',
    ],
    [
      { description: 'two\nlines' },
      'Invalid description "two\\nlines": it must be one line of at most 300 characters.',
    ],
    [
      { repositoryUrl: 'file:///etc' },
      'Invalid repositoryUrl "file:///etc": it must be an https or ssh URL without a password.',
    ],
    [
      { owner: undefined },
      'Missing owner: it is required and must be a string.',
    ],
  ])('refuses %j, naming field, value and rule', (change, message) => {
    const refusal = refusalOf(change);
    expect(refusal).toBeInstanceOf(InputError);
    expect(refusal).toHaveProperty('message', message);
  });

  describe('with a need instead of sizes', () => {
    const { replicas, storageSize, memorySize, topology, ...rest } = valid;
    const withNeed = { ...rest, dataSize: '4Gi' };

    it('gives the sizes that follow, and why', () => {
      expect(parseRepositoryRequest(withNeed, engines)).toMatchObject({
        topology: 'replication',
        replicas: 3,
        memorySize: '6Gi',
        storageSize: '13Gi',
        reasons: expect.arrayContaining([
          expect.stringContaining('Three members survive'),
        ]),
      });
    });

    it('takes a size that was given instead, and gives no reason for it', () => {
      const given = { replicas: 5, memorySize: '8Gi', storageSize: '' };
      expect(
        parseRepositoryRequest({ ...withNeed, ...given }, engines),
      ).toMatchObject({
        replicas: 5,
        memorySize: '8Gi',
        storageSize: '13Gi',
        reasons: [expect.stringMatching(/^Storage is three times the data/)],
      });
    });

    it('takes an empty setting for one that was not given', () => {
      const events = { ...withNeed, engine: 'kafka', writeMibPerSecond: 0.01 };
      expect(
        parseRepositoryRequest(
          { ...events, settings: { retentionHours: '' } },
          engines,
        ),
      ).toMatchObject({ settings: { retentionHours: 113 } });
    });

    it('keeps to a setting that was given, gives it room, and gives no reason for it', () => {
      const request = parseRepositoryRequest(
        {
          ...{ ...withNeed, engine: 'kafka', writeMibPerSecond: 1 },
          settings: { retentionHours: 24 },
        },
        engines,
      );
      expect(request).toMatchObject({
        storageSize: '119Gi',
        settings: { retentionHours: 24 },
      });
      expect(request.reasons.join(' ')).not.toContain('Records are kept');
    });

    it('takes a topology that was given instead, with as many members as it has', () => {
      expect(
        parseRepositoryRequest(
          { ...withNeed, topology: 'standalone' },
          engines,
        ),
      ).toMatchObject({ topology: 'standalone', replicas: 1 });
    });

    it.each([
      [
        { memorySize: '64Mi' },
        'Invalid memorySize "64Mi": it must be a whole number with the unit Mi, Gi or Ti, from 256Mi to 256Gi, such as 10Gi.',
      ],
      [
        { dataSize: '200Gi' },
        'Invalid memorySize "286Gi": it must be a whole number with the unit Mi, Gi or Ti, from 256Mi to 256Gi, such as 10Gi.',
      ],
      [
        { memorySize: '5Gi' },
        'Invalid memorySize "5Gi": it must be at least 6Gi, which the data takes.',
      ],
      [
        { storageSize: '7Gi' },
        'Invalid storageSize "7Gi": it must be at least 8Gi, which the data takes.',
      ],
      [
        { dataSize: 'much' },
        /Invalid dataSize "much": it must be a whole number/,
      ],
      [
        { writeMibPerSecond: -1 },
        /Invalid writeMibPerSecond -1: it must be from 0 to 10000, in MiB per second/,
      ],
      [
        { writeMibPerSecond: 'few' },
        'Invalid writeMibPerSecond "few": it must be a number.',
      ],
      [
        { acceptableLoss: 'some' },
        /Invalid acceptableLoss "some": it must be one of: nothing, seconds, everything/,
      ],
    ])('refuses %j', (change, message) => {
      expect(() =>
        parseRepositoryRequest({ ...withNeed, ...change }, engines),
      ).toThrow(message);
    });
  });

  it('refuses a field that it does not know', () => {
    expect(refusalOf({ shards: 3 })).toHaveProperty(
      'message',
      expect.stringMatching(/^Unknown field shards: there are name, engine, /),
    );
  });

  it('names all refused fields at once', () => {
    expect(refusalOf({ replicas: 2, storageSize: 'big' })).toHaveProperty(
      'message',
      expect.stringMatching(
        /Invalid replicas 2: .* Invalid storageSize "big": /,
      ),
    );
  });

  it('refuses what is no request at all', () => {
    expect(() => parseRepositoryRequest('redis', engines)).toThrow(InputError);
  });
});
