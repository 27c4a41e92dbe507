import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { VolumeScript } from '../kubelet/volumeScript';
import { ApiError } from '../registry/apiError';
import { ObjectRegistry } from '../registry/objectRegistry';
import { Clock } from '../store/clock';
import { authenticate, credentialsOf, SandboxUser } from './access';
import { discoveryDocuments } from './discovery';
import { Exchange, sendJson } from './exchange';
import { servePrometheus } from './prometheus';
import { ResourceRequests } from './resourceRequests';
import { routeOf } from './route';
import { statusOf, toApiError } from './status';

interface ApiServerParts {
  readonly registry: ObjectRegistry;
  readonly clock: Clock;
  readonly volumes: VolumeScript;
  readonly users: readonly SandboxUser[];
}

/** As kube-apiserver 1.36 does. A client that asks again while a connection is just being closed gets no answer. */
const IDLE_CONNECTION_MS = 90_000;

/** The HTTP face of a sandbox cluster, on a free port of the loopback interface. */
export class ApiServer {
  private readonly server: Server;
  private readonly resources: ResourceRequests;

  constructor(private readonly parts: ApiServerParts) {
    this.resources = new ResourceRequests(parts.registry, parts.clock);
    this.server = createServer(
      { keepAliveTimeout: IDLE_CONNECTION_MS },
      (request, response) => {
        void this.answer(request, response);
      },
    );
  }

  /** Resolves to the base URL. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, '127.0.0.1', resolve);
    });
    // A server that listens on TCP has an address with a port.
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Ends every watch, as a restart of an API server does. */
  endWatches(): void {
    this.resources.endWatches();
  }

  async close(): Promise<void> {
    this.endWatches();
    await new Promise<void>(resolve => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const { path, token } = credentialsOf(
      url.pathname,
      request.headers.authorization,
    );
    const exchange: Exchange = {
      method: request.method ?? 'GET',
      path,
      ...(token && { token }),
      query: url.searchParams,
      request,
      response,
    };
    try {
      await this.dispatch(exchange);
    } catch (error) {
      const refusal = toApiError(error);
      if (response.headersSent) {
        response.end();
      } else {
        sendJson(exchange, refusal.code, statusOf(refusal));
      }
    }
  }

  private async dispatch(exchange: Exchange): Promise<void> {
    if (exchange.path === '/prometheus/api/v1/query') {
      const form =
        exchange.method === 'POST' ? await text(exchange.request) : '';
      servePrometheus(exchange, this.parts.volumes, form);
      return;
    }
    if (['/readyz', '/livez', '/healthz'].includes(exchange.path)) {
      exchange.response.end('ok');
      return;
    }
    const user = authenticate(this.parts.users, exchange.token);
    const document = discoveryDocuments.get(exchange.path.replace(/\/$/, ''));
    const route = routeOf(exchange.path);
    if (document && exchange.method === 'GET') {
      sendJson(exchange, 200, document);
    } else if (route) {
      await this.resources.serve(exchange, route, user);
    } else {
      throw new ApiError(
        404,
        'NotFound',
        'the server could not find the requested resource',
      );
    }
  }
}
