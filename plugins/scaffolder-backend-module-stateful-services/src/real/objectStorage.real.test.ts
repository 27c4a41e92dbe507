import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  generateRepository,
  parseManifests,
  templateArguments,
} from './generatedRepository';
import { S3Server, S3_CREDENTIALS, startS3Server } from './s3Server';
import { outputOf, runTool } from './runTool';

interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly envFrom?: readonly object[];
}

interface JobPod {
  readonly serviceAccountName: string;
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
}

interface JobTemplate {
  readonly spec: { readonly template: { readonly spec: JobPod } };
}

/** The containers that move copies run here with their own variables and scripts; only the folder /backup is elsewhere. */
describe.each([
  { service: 'orders-cache', set: 'orders-cache', suffix: '.rdb' },
  { service: 'orders-index', set: 'orders-index-shard-0', suffix: '.rdb' },
  { service: 'orders-db', set: 'orders-db', suffix: '.sql.gz' },
])('copies of $service in an S3 server', ({ service, set, suffix }) => {
  const directory = createMockDirectory();
  const bucket = `buckets/backups/orders/${service}`;
  const copy = (day: number) => `${set}-2026110${day}T031700Z${suffix}`;
  let server: S3Server;
  let pods: Map<string, JobPod>;
  let chart: string;

  beforeAll(async () => {
    directory.setContent({
      'buckets/backups': {},
      backup: { [copy(1)]: 'one', [copy(2)]: 'two', [copy(3)]: 'three' },
    });
    server = await startS3Server(directory.resolve('buckets'));
    const generated = await generateRepository(directory.path, service);
    chart = generated.chart;
    const changes = {
      'backup.enabled': 'true',
      'backup.keep': '3',
      'backup.objectStorage.bucket': 'backups',
      'backup.objectStorage.keep': '4',
      'backup.objectStorage.endpoint': server.endpoint,
      'backup.objectStorage.existingSecret': 'object-storage',
    };
    const rendered = await outputOf('helm', [
      ...templateArguments(generated),
      ...Object.entries(changes).flatMap(([key, value]) => [
        '--set',
        `${key}=${value}`,
      ]),
    ]);
    pods = new Map(
      parseManifests(rendered)
        .filter(({ kind }) => kind === 'CronJob')
        .map(({ metadata, spec }) => {
          // The shape is that of a CronJob, which the API server accepts in other tests.
          const { spec: job } = spec.jobTemplate as unknown as JobTemplate;
          return [metadata.name, job.template.spec];
        }),
    );
  });
  afterAll(() => server.stop());

  /** Runs a container of one of the Jobs. */
  async function run(
    job: 'backup' | 'restore',
    container: 'upload' | 'download',
    environment: Record<string, string> = {},
  ) {
    const pod = pods.get(`${service}-${job}`);
    const given = [
      ...(pod?.initContainers ?? []),
      ...(pod?.containers ?? []),
    ].find(({ name }) => name === container);
    const [script = ''] = given?.command ?? [];
    const text = await fs.readFile(
      path.join(chart, 'files', script.replace('/scripts/', 'scripts/')),
      'utf8',
    );
    const variables = {
      ...Object.fromEntries(
        (given?.env ?? []).map(({ name, value }) => [name, value ?? '']),
      ),
      ...S3_CREDENTIALS,
      ...environment,
    };
    return runTool('env', [
      ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
      ...['sh', '-c', text.replaceAll('/backup', directory.resolve('backup'))],
    ]);
  }
  const stored = async () =>
    (await fs.readdir(directory.resolve(bucket))).sort();

  it('are made first, and put there by who has the credentials', async () => {
    const pod = pods.get(`${service}-backup`);
    expect(pod?.serviceAccountName).toBe(`${service}-backup`);
    expect(pod?.initContainers.map(({ name }) => name)).toEqual(['backup']);
    expect(pod?.containers).toMatchObject([
      {
        name: 'upload',
        envFrom: [{ secretRef: { name: 'object-storage' } }],
      },
    ]);
    const refused = await run('backup', 'upload', {
      AWS_SECRET_ACCESS_KEY: 'another',
    });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr).toContain('SignatureDoesNotMatch');
    expect(refused.stderr).not.toContain('another');
    await expect(stored()).rejects.toThrow('ENOENT');
  });

  it('are put there once, without what is unfinished', async () => {
    directory.addContent({ backup: { [`.${copy(4)}.part`]: 'fo' } });
    await expect(run('backup', 'upload')).resolves.toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('3 copies are in'),
    });
    await expect(stored()).resolves.toEqual([1, 2, 3].map(copy));
  });

  it('are never written over', async () => {
    directory.addContent({ backup: { [copy(3)]: 'encrypted by a thief' } });
    await expect(run('backup', 'upload')).resolves.toMatchObject({
      exitCode: 0,
    });
    await expect(
      fs.readFile(directory.resolve(bucket, copy(3)), 'utf8'),
    ).resolves.toBe('three');
  });

  it('stay there after the claim was lost, until there are more than are kept', async () => {
    await fs.rm(directory.resolve('backup'), { recursive: true });
    directory.addContent({
      backup: { [copy(4)]: 'four', [copy(5)]: 'five' },
      [bucket]: { 'notes.txt': 'of somebody else' },
    });
    const others = set.endsWith('-0')
      ? [1, 2, 3, 4].map(day => copy(day).replace('-shard-0', '-shard-1'))
      : [];
    for (const other of others) {
      directory.addContent({ [bucket]: { [other]: 'of the next shard' } });
    }
    await expect(run('backup', 'upload')).resolves.toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining(`removed ${copy(1)}`),
    });
    await expect(stored()).resolves.toEqual(
      ['notes.txt', ...[2, 3, 4, 5].map(copy), ...others].sort(),
    );
  });

  it('are fetched to restore them', async () => {
    expect(
      pods.get(`${service}-restore`)?.initContainers.map(({ name }) => name),
    ).toEqual(['download']);
    await expect(
      run('restore', 'download', { BACKUP_FILE: copy(3) }),
    ).resolves.toMatchObject({ exitCode: 0 });
    await expect(
      fs.readFile(directory.resolve('backup', copy(3)), 'utf8'),
    ).resolves.toBe('three');
    await expect(
      run('restore', 'download', { BACKUP_FILE: copy(9) }),
    ).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`there is no ${copy(9)}`),
    });
  });
});
