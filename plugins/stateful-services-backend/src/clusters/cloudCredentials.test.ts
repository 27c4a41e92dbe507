import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { accessInBackground } from './backgroundAccess';
import { CloudCredentials } from './cloudCredentials';
import { AUTH_PROVIDER } from './locatedCluster';
import { KubeConfigApiReader } from './kubeConfigApiReader';

jest.setTimeout(60_000);

/** Plays the API server and what a cloud offers to the machines in it. */
let server: Server;
let url: string;
let asked: IncomingMessage[];
const environment = { ...process.env };

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    response.setHeader('content-type', 'application/json');
    response.setHeader('metadata-flavor', 'Google');
    response.end(
      JSON.stringify({
        access_token: 'token-of-the-cloud',
        expires_in: 3600,
        expires_on: String(Math.floor(Date.now() / 1000) + 3600),
        resource: 'aks',
        token_type: 'Bearer',
      }),
    );
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on TCP has an AddressInfo.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  process.env = { ...environment };
  server.closeAllConnections();
  await new Promise(resolve => {
    server.close(resolve);
  });
});

/** The header with which the API server is asked. */
async function authorizationOf(
  provider: string,
  {
    config = {},
    metadata = {},
  }: { config?: JsonObject; metadata?: object } = {},
): Promise<string | undefined> {
  const access = await accessInBackground(
    {
      name: 'east',
      url,
      skipTLSVerify: false,
      authMetadata: { [AUTH_PROVIDER]: provider, ...metadata },
    },
    new CloudCredentials({
      config: mockServices.rootConfig({ data: config }),
      logger: mockServices.logger.mock(),
      now: Date.now,
    }),
  );
  if (!access.usable) {
    throw new Error(access.message);
  }
  const reader = new KubeConfigApiReader(access);
  const { body } = await reader.get({
    path: '/api/v1/pods',
    query: {},
    signal: new AbortController().signal,
  });
  for await (const _chunk of body);
  await reader.close();
  return asked.find(({ url: path }) => path?.startsWith('/api/v1/pods'))
    ?.headers.authorization;
}

it('signs for the cluster with the keys of the AWS account', async () => {
  const authorization = await authorizationOf('aws', {
    config: {
      aws: {
        mainAccount: { accessKeyId: 'KEY', secretAccessKey: 'secret-key' },
      },
    },
    metadata: { 'kubernetes.io/x-k8s-aws-id': 'cluster-id' },
  });
  const token = /^Bearer k8s-aws-v1\.(.+)$/.exec(authorization ?? '')?.[1];
  const signed = new URL(Buffer.from(token ?? '', 'base64url').toString());
  expect(signed.hostname).toBe('sts.us-east-1.amazonaws.com');
  expect(signed.searchParams.get('X-Amz-Credential')).toMatch(/^KEY\//);
  expect(signed.searchParams.get('X-Amz-SignedHeaders')).toContain(
    'x-k8s-aws-id',
  );
  expect(authorization).not.toContain('secret-key');
});

it('takes the token of the managed identity in Azure', async () => {
  process.env.IDENTITY_ENDPOINT = `${url}/identity`;
  process.env.IDENTITY_HEADER = 'header';
  expect(await authorizationOf('azure')).toBe('Bearer token-of-the-cloud');
});

it('takes the token of the metadata server of Google', async () => {
  process.env.GCE_METADATA_HOST = new URL(url).host;
  expect(await authorizationOf('googleServiceAccount')).toBe(
    'Bearer token-of-the-cloud',
  );
});

it('says that credentials are missing when the cloud has none', async () => {
  await expect(
    authorizationOf('googleServiceAccount', {
      config: { kubernetes: { googleServiceAccountCredentials: 'no JSON' } },
    }),
  ).rejects.toThrow(/credentials could not be prepared/);
  expect(asked).toEqual([]);
});
