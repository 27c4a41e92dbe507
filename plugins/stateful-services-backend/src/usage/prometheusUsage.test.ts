import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { queryVolumeUsage } from './prometheusUsage';

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise(resolve => server?.close(resolve));
});

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>(resolve => {
    server?.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on TCP has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/prometheus/`;
}

function sample(claim: string, value: string) {
  return {
    metric: { namespace: 'shop', persistentvolumeclaim: claim, node: 'n' },
    value: [1, value],
  };
}

const signal = new AbortController().signal;

it('joins what is used and what there is, by claim', async () => {
  const url = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const isUsed =
      searchParams.get('query') === 'kubelet_volume_stats_used_bytes';
    response.statusCode = pathname === '/prometheus/api/v1/query' ? 200 : 404;
    response.end(
      JSON.stringify({
        status: 'success',
        data: {
          resultType: 'vector',
          result: isUsed
            ? [sample('data-cart-0', '9e8'), sample('without-capacity', '1')]
            : [sample('data-cart-0', '1000000000')],
        },
      }),
    );
  });
  expect([...(await queryVolumeUsage(url, signal))]).toEqual([
    [
      'shop/data-cart-0',
      { claimName: 'data-cart-0', usedBytes: 9e8, capacityBytes: 1e9 },
    ],
  ]);
});

it.each<[string, RequestListener, object]>([
  [
    'an answer that is no query result',
    (_request, response) => response.end('<html>'),
    { kind: 'broken', message: expect.stringContaining('no query result') },
  ],
  [
    'a refusal',
    (_request, response) => response.writeHead(403).end(),
    { kind: 'forbidden', message: expect.stringContaining('answered 403') },
  ],
  [
    'a connection that is cut',
    request => request.socket.destroy(),
    { kind: 'unreachable' },
  ],
])('reports %s', async (_what, listener, failure) => {
  const url = await listen(listener);
  await expect(queryVolumeUsage(url, signal)).rejects.toMatchObject(failure);
});
