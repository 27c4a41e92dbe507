import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import express from 'express';
import { RecentCallers } from './recentCallers';

const ADA = mockCredentials.user.header('user:default/ada');
const BOB = mockCredentials.user.header('user:default/bob');
const NOBODY = mockCredentials.none.header();

const stops: (() => void)[] = [];
afterEach(() => {
  stops.splice(0).forEach(stop => stop());
});

function openConnection(): Agent {
  const connection = new Agent({ keepAlive: true, maxSockets: 1 });
  stops.push(() => connection.destroy());
  return connection;
}

async function serve(callers: RecentCallers): Promise<number> {
  const app = express();
  app.use((request, response, next) => {
    callers
      .credentials(request)
      .then(({ principal }) => response.json(principal), next);
  });
  app.use(mockErrorHandler());
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => server.close());
  // A server that listens on TCP has an AddressInfo.
  return (server.address() as AddressInfo).port;
}

/** A server that answers who asks, how often it verified that, and people who ask it. */
async function setUp(expiresAt?: number) {
  let now = 0;
  let verified = 0;
  const mock = mockServices.httpAuth();
  const credentials: HttpAuthService['credentials'] = async (
    request,
    options,
  ) => {
    verified += 1;
    return {
      ...(await mock.credentials(request, options)),
      ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
    };
  };
  const httpAuth = mockServices.httpAuth.mock({ credentials });
  const port = await serve(new RecentCallers(httpAuth, () => now));
  const usual = openConnection();
  return {
    ask: async (
      authorization: string,
      { path = '/', connection = usual, headers = {} } = {},
    ) => {
      const asking = get({
        port,
        path,
        agent: connection,
        headers: { ...headers, authorization },
      });
      const [response] = await once(asking, 'response');
      const body = await text(response);
      return response.statusCode === 200
        ? JSON.parse(body).userEntityRef
        : response.statusCode;
    },
    pass: (ms: number) => {
      now += ms;
    },
    timesVerified: () => verified,
  };
}

it('verifies the same request on the same connection once in three seconds', async () => {
  const { ask, pass, timesVerified } = await setUp();
  expect(await ask(ADA)).toBe('user:default/ada');
  pass(1_000);
  expect(await ask(ADA)).toBe('user:default/ada');
  expect(timesVerified()).toBe(1);
  pass(2_000);
  await ask(ADA);
  expect(timesVerified()).toBe(2);
});

it('never takes a caller for another on the same connection', async () => {
  const { ask, timesVerified } = await setUp();
  expect(await ask(ADA)).toBe('user:default/ada');
  expect(await ask(BOB)).toBe('user:default/bob');
  expect(await ask(NOBODY)).toBe(401);
  expect(timesVerified()).toBe(3);
});

it.each([
  ['another path', () => ({ path: '/?token=other' })],
  ['another header', () => ({ headers: { 'x-caller': 'other' } })],
  ['another connection', () => ({ connection: openConnection() })],
])('verifies a request with %s by itself', async (_, other) => {
  const { ask, timesVerified } = await setUp();
  await ask(ADA);
  await ask(ADA, other());
  expect(timesVerified()).toBe(2);
});

it('verifies anew what has ended meanwhile', async () => {
  const { ask, pass, timesVerified } = await setUp(1_000);
  await ask(ADA);
  pass(999);
  await ask(ADA);
  expect(timesVerified()).toBe(1);
  pass(1);
  await ask(ADA);
  expect(timesVerified()).toBe(2);
});

it('keeps no refusal', async () => {
  const { ask, timesVerified } = await setUp();
  await ask(NOBODY);
  await ask(NOBODY);
  expect(timesVerified()).toBe(2);
});
