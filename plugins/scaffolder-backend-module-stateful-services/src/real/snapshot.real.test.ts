import { createMockDirectory } from '@backstage/backend-test-utils';
import path from 'node:path';
import { generateRepository } from './generatedRepository';
import { INTERRUPTING_KUBECTL, standInForKubectl } from './kubectlStandIn';
import { PlayedDriver } from './playedDriver';
import { RunningService } from './runningService';
import { required } from './runTool';

/** The kinds of the snapshot API, as kubernetes-csi/external-snapshotter publishes them. */
const kinds = () =>
  path.join(required('REAL_TOOLS_DIR'), 'volume-snapshots.yaml');

/** Kafka has two sets; what is done to both is done to the one of another engine. */
describe('snapshot.sh and restore-snapshot.sh on a real cluster', () => {
  const directory = createMockDirectory();
  let service: RunningService;
  let driver: PlayedDriver;
  let interrupting: Record<string, string>;
  let runs = 0;

  beforeAll(async () => {
    directory.setContent({});
    interrupting = await standInForKubectl(
      directory.path,
      INTERRUPTING_KUBECTL,
    );
    service = new RunningService(
      await generateRepository(directory.path, 'orders-events'),
      `snapshot-${process.pid}`,
    );
    driver = new PlayedDriver(
      service,
      `snapshot-${process.pid}.csi.example.com`,
    );
    await driver.start();
    await service.deploy({
      changes: [
        `storage.storageClassName=${driver.name.replaceAll('.', '\\.')}`,
      ],
    });
  });
  afterAll(async () => {
    await driver.stop();
    await service.remove();
    await service.kubectl(
      ...['delete', '--filename', kinds(), '--ignore-not-found'],
    );
  });

  const take = (...args: string[]) =>
    service.run('snapshot.sh', ['before-next', ...args]);
  const restore = (...args: string[]) =>
    service.run('restore-snapshot.sh', ['before-next', ...args]);
  /** Runs a script that is cut off after so many objects that it creates or deletes. */
  const cutOff = (script: string, changes: number) => {
    runs += 1;
    return service.run(script, ['before-next', '--yes'], {
      environment: {
        ...interrupting,
        COUNT_FILE: directory.resolve(`count-${runs}`),
        STOP_AFTER: String(changes),
      },
    });
  };
  const claims = () =>
    service.values('persistentvolumeclaims', '{.metadata.name}');
  const uids = (kind: string) => service.values(kind, '{.metadata.uid}');
  const refusal = (text: string) => ({
    exitCode: 1,
    stderr: expect.stringContaining(text),
  });
  const dryRun = {
    exitCode: 0,
    stdout: expect.stringContaining('nothing was changed'),
  };

  it('names what is missing of the snapshot API, and what to do', async () => {
    await expect(take('--yes')).resolves.toMatchObject(
      refusal('install the CRDs and the controller'),
    );
    await service.kubectl('apply', '--filename', kinds());
    await service.kubectl(
      ...['wait', '--for=condition=Established', '--filename', kinds()],
    );
    await expect(take('--yes')).resolves.toMatchObject(
      refusal(`to be used for the driver ${driver.name}`),
    );
    await driver.apply({
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: { name: driver.name },
      driver: driver.name,
      deletionPolicy: 'Retain',
    });
  });

  it('says what it would do and changes nothing', async () => {
    await expect(take()).resolves.toMatchObject(dryRun);
    await expect(uids('volumesnapshots')).resolves.toEqual(['']);
  });

  it('refuses while a rollout is under way', async () => {
    const [set = ''] = await service.values('statefulsets', '{.metadata.name}');
    const hold = (partition: number, stage: string) =>
      service.kubectl(
        ...['patch', 'statefulset', set, '--type=merge', '--patch'],
        JSON.stringify({
          spec: {
            template: { metadata: { annotations: { stage } } },
            updateStrategy: { rollingUpdate: { partition } },
          },
        }),
      );
    await hold(9, 'next');
    await service.kubectl(
      ...['wait', `statefulset/${set}`, '--timeout=60s'],
      `--for=jsonpath={.status.observedGeneration}=2`,
    );
    await expect(take('--yes')).resolves.toMatchObject(
      refusal('is between two revisions'),
    );
    await hold(0, 'next');
    await service.kubectl(
      ...['rollout', 'status', `statefulset/${set}`, '--timeout=110s'],
    );
  });

  it('goes on waiting for a slow driver after its deadline and after an interruption', async () => {
    const interrupted = await cutOff('snapshot.sh', 1);
    expect(interrupted.exitCode).toBe(1);
    await expect(uids('volumesnapshots')).resolves.toHaveLength(1);
    await expect(
      service.run('snapshot.sh', ['before-next', '--yes'], {
        environment: { SNAPSHOT_TIMEOUT_SECONDS: '0' },
      }),
    ).resolves.toMatchObject(refusal('run this again to go on waiting'));
    await expect(restore('--yes')).resolves.toMatchObject(
      refusal('there is no snapshot'),
    );
    const before = await uids('volumesnapshots');
    driver.takeSnapshots();
    const done = await take('--yes');
    expect(done).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('volumes is ready'),
    });
    await expect(uids('volumesnapshots')).resolves.toEqual(before);
    const members = await claims();
    await expect(
      service.values(
        'volumesnapshots',
        '{.spec.source.persistentVolumeClaimName}',
      ),
    ).resolves.toEqual(members);
  });

  it('labels each snapshot with the release, the revision and the version', async () => {
    const [labels = ''] = await service.values(
      'volumesnapshots',
      '{.metadata.labels}',
    );
    const [set = ''] = await service.values(
      'statefulsets',
      '{.status.updateRevision} {.spec.template.spec.containers[0].image}',
    );
    const [revision, image = ''] = set.split(' ');
    expect(JSON.parse(labels)).toEqual({
      'stateful-services/release': service.name,
      'stateful-services/title': 'before-next',
      'stateful-services/revision': revision,
      'stateful-services/version': image.split('@')[0]?.split(':').at(-1),
    });
  });

  it('refuses to restore what another version wrote', async () => {
    const [snapshot = ''] = await service.values(
      'volumesnapshots',
      '{.metadata.name}',
    );
    const [version = ''] = await service.values(
      'volumesnapshots',
      '{.metadata.labels.stateful-services/version}',
    );
    const label = (value: string) =>
      service.kubectl(
        ...['label', 'volumesnapshot', snapshot, '--overwrite'],
        `stateful-services/version=${value}`,
      );
    await label('0.9');
    await expect(restore('--yes')).resolves.toMatchObject(
      refusal('deploy 0.9 first'),
    );
    await label(version);
  });

  it('restores every claim once, however often it is interrupted, and keeps the old volumes', async () => {
    await expect(restore()).resolves.toMatchObject(dryRun);
    const names = await claims();
    const volumes = await service.values(
      'persistentvolumeclaims',
      '{.spec.volumeName}',
    );
    const made = new Map<string, string>();
    // Its note; each claim deleted, and then, after it was deleted in vain, created; the note removed.
    const changes = [1, ...names.flatMap(() => [1, 2]), 1];
    for (const [run, change] of changes.entries()) {
      const { exitCode, stderr } = await cutOff('restore-snapshot.sh', change);
      expect([run, exitCode, stderr]).toEqual([run, 1, '']);
      for (const line of await service.values(
        'persistentvolumeclaims',
        '{.metadata.name} {.metadata.uid} {.spec.dataSource.name}',
      )) {
        const [claim = '', uid = '', source] = line.split(' ');
        if (!source) continue;
        expect(source).toBe(`${claim}-before-next`);
        // A claim that was made again would have lost what was written to the first.
        expect(made.get(claim) ?? uid).toBe(uid);
        made.set(claim, uid);
      }
    }
    expect([...made.keys()].sort()).toEqual(names);
    for (const volume of volumes) {
      await expect(
        service.kubectl(
          ...['get', 'persistentvolume', volume],
          ...['--output', 'jsonpath={.status.phase}'],
        ),
      ).resolves.toBe('Released');
    }
    const replicas = await service.values(
      'statefulsets',
      '{.spec.replicas} {.status.readyReplicas}',
    );
    expect(new Set(replicas)).toEqual(new Set(['3 3']));
  });
});
