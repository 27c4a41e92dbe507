import { RequestOptions } from 'node:https';
import { isDeepStrictEqual } from 'node:util';
import { KubeConfig } from '@kubernetes/client-node';
import { Agent, buildConnector, Dispatcher, ProxyAgent, request } from 'undici';
import { ApiAnswer, ApiReader, ApiRequest } from '../watching/apiReader';
import { ReadFailure, transportFailure } from '../watching/readFailure';
import { ClusterAccess } from './clusterDefinition';
import { lookupPublic } from './publicAddress';
import { destroyWhenSilent, PING_INTERVAL_MS } from './silentConnection';
import { readTokenFile } from './tokenFiles';

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * A little shorter than what the watching side allows. When these run out, undici also pings the server and replaces an
 * HTTP/2 connection that is dead without saying so; ending the request from outside would leave the connection in use.
 */
const HEADERS_TIMEOUT_MS = 10_000;
const BODY_TIMEOUT_MS = 80_000;

/**
 * With HTTP/1.1, where nothing is pinged, the system notices that a peer is gone: libuv asks ten more times, a second apart.
 * Some load balancers drop connections that are silent for 60 s.
 */
const KEEP_ALIVE_DELAY_MS = 15_000;

/** A plugin that asks a person to log in would wait for ever. */
const CREDENTIALS_TIMEOUT_MS = 15_000;

type UsableAccess = Extract<ClusterAccess, { usable: true }>;

/**
 * What a server may send ahead on a connection: as much as undici (8) lets all watches together. With less, server and reader
 * wait for each other while a large cluster is read for the first time.
 */
const CONNECTION_WINDOW_BYTES = 4 * 2 ** 20;

interface Credentials {
  readonly headers: Record<string, string>;
  readonly tls: Readonly<Record<string, unknown>>;
}

async function readCredentials(kubeConfig: KubeConfig): Promise<Credentials> {
  const options: RequestOptions = {};
  await kubeConfig.applyToHTTPSOptions(options);
  const { ca, cert, key, rejectUnauthorized, servername, auth } = options;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    headers[name.toLowerCase()] = String(value);
  }
  const token = await readTokenFile(kubeConfig.getCurrentUser());
  if (token) {
    headers.authorization = `Bearer ${token}`;
  }
  if (auth) {
    headers.authorization = `Basic ${Buffer.from(auth).toString('base64')}`;
  }
  return {
    headers,
    tls: Object.fromEntries(
      Object.entries({ ca, cert, key, rejectUnauthorized, servername }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  };
}

function withDeadline<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`not done within ${ms / 1000} s`)),
      ms,
    );
  });
  return Promise.race([promise, deadline]).finally(() => clearTimeout(timer));
}

/** Opens connections that end when they are dead without saying so. */
function createConnector(
  options: Readonly<Record<string, unknown>>,
): buildConnector.connector {
  const connect = buildConnector({
    ...options,
    allowH2: true,
    timeout: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_DELAY_MS,
  });
  return (target, callback) =>
    connect(target, (...result) => {
      const [error, socket] = result;
      if (!error && 'alpnProtocol' in socket && socket.alpnProtocol === 'h2') {
        destroyWhenSilent(socket);
      }
      callback(...result);
    });
}

/**
 * Asks the API server of a kubeconfig's current context.
 *
 * @remarks
 * client-node provides the credentials only. Requests go through one undici agent, so that all watches of a cluster share
 * one HTTP/2 connection. Pipelining stays at its default: a watch never ends, so nothing may wait behind it on HTTP/1.1.
 */
export class KubeConfigApiReader implements ApiReader {
  readonly address: string;
  readonly #base: URL;
  #dispatcher: { tls: Credentials['tls']; agent: Dispatcher } | undefined;

  /** @param onServerTime - takes what the server says that it is, in milliseconds since the epoch. */
  constructor(
    private readonly access: UsableAccess,
    private readonly onServerTime: (serverTime: number) => void = () => {},
  ) {
    this.#base = new URL(access.kubeConfig.getCurrentCluster()?.server ?? '');
    this.address = this.#base.origin;
  }

  async get({
    path,
    query,
    accept = 'application/json',
    signal,
  }: ApiRequest): Promise<ApiAnswer> {
    const what = `GET ${this.address}${path}`;
    const { headers, tls } = await this.#credentials(what);
    const url = new URL(this.#base);
    url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
    url.search = new URLSearchParams(query).toString();
    try {
      const answer = await request(url, {
        dispatcher: this.#agent(tls),
        headers: { ...headers, accept },
        headersTimeout: HEADERS_TIMEOUT_MS,
        bodyTimeout: BODY_TIMEOUT_MS,
        signal,
      });
      // A body that is ended early reports that as an error event; whoever ended it knows.
      answer.body.on('error', () => {});
      if (answer.statusCode >= 300) {
        await answer.body.dump({ limit: 64 * 2 ** 10, signal });
      }
      const serverTime = Date.parse(String(answer.headers.date));
      if (!Number.isNaN(serverTime)) {
        this.onServerTime(serverTime);
      }
      const retryAfter = Number(answer.headers['retry-after']);
      return {
        status: answer.statusCode,
        contentType: String(answer.headers['content-type'] ?? ''),
        ...(retryAfter > 0 && { retryAfterMs: retryAfter * 1000 }),
        body: answer.body,
      };
    } catch (error) {
      throw signal.aborted ? signal.reason : transportFailure(what, error);
    }
  }

  async close(): Promise<void> {
    await this.#dispatcher?.agent.destroy();
  }

  async #credentials(what: string): Promise<Credentials> {
    try {
      return await withDeadline(
        readCredentials(this.access.kubeConfig),
        CREDENTIALS_TIMEOUT_MS,
      );
    } catch (error) {
      throw new ReadFailure(
        'forbidden',
        `${what}: the credentials could not be prepared; check the files and the credential plugin of the kubeconfig, or what the cloud lets the backend do`,
        { cause: error },
      );
    }
  }

  /** One agent as long as the TLS material stays; a credential plugin may bring a new certificate. */
  #agent(tls: Credentials['tls']): Dispatcher {
    if (this.#dispatcher && isDeepStrictEqual(this.#dispatcher.tls, tls)) {
      return this.#dispatcher.agent;
    }
    // The old one goes when its last request has ended.
    void this.#dispatcher?.agent.close();
    const { kubeConfig, onlyPublicAddresses } = this.access;
    const proxyUrl = kubeConfig.getCurrentCluster()?.proxyUrl;
    const agent = proxyUrl
      ? new ProxyAgent({ uri: proxyUrl, requestTls: tls, allowH2: true })
      : new Agent({
          allowH2: true,
          h2Options: {
            pingInterval: PING_INTERVAL_MS,
            connectionWindowSize: CONNECTION_WINDOW_BYTES,
          },
          connect: createConnector({
            ...tls,
            ...(onlyPublicAddresses && { lookup: lookupPublic }),
          }),
        });
    this.#dispatcher = { tls, agent };
    return agent;
  }
}
