import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { RawObject } from './objects';
import { Fault, isIn, Target, targetOf } from './scriptedRequest';

interface LogEntry {
  readonly version: number;
  readonly resource: string;
  readonly type: string;
  readonly object: RawObject;
}

interface Watch extends Target {
  readonly response: ServerResponse;
}

/** Plays the part of an API server that a reflector sees, and whatever can go wrong with it. */
export class ScriptedApiServer {
  /** Requests so far, as `resource` and query. */
  readonly requests: { resource: string; query: URLSearchParams }[] = [];
  readonly #objects = new Map<string, Map<string, RawObject>>();
  readonly #faults = new Map<string, Fault>();
  readonly #watches = new Set<Watch>();
  readonly #sockets = new Set<Socket>();
  #log: LogEntry[] = [];
  #version = 100;
  #expiredBelow = 0;
  #port = 0;
  #server: Server | undefined;

  static async start(): Promise<ScriptedApiServer> {
    const server = new ScriptedApiServer();
    await server.listen();
    return server;
  }

  /** On the same port as before, when there was one. */
  async listen(): Promise<void> {
    const server = createServer((request, response) =>
      this.#answer(request, response),
    );
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>(resolve => {
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#server = server;
    // A server that listens on TCP has an AddressInfo.
    this.#port = (server.address() as AddressInfo).port;
  }

  /** From now on connections are refused. */
  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server?.close(resolve));
    this.cutConnections();
    await closed;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get kubeconfig(): string {
    return JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: this.url } }],
      users: [{ name: 'u', user: { token: 'secret-token' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    });
  }

  /**
   * For requests for a resource in all namespaces, for `namespace/resource`, or for everything with `*`, until it is
   * cleared.
   */
  setFault(resource: string, fault: Fault | undefined): void {
    if (fault) {
      this.#faults.set(resource, fault);
    } else {
      this.#faults.delete(resource);
    }
  }

  put(resource: string, object: RawObject): void {
    this.#record(resource, object, 'MODIFIED');
  }

  remove(resource: string, object: RawObject): void {
    this.#record(resource, object, 'DELETED');
  }

  cutConnections(): void {
    for (const socket of this.#sockets) {
      socket.resetAndDestroy();
    }
  }

  /** Forgets the history, so that a watch from before is told 410. */
  expire(): void {
    this.#log = [];
    this.#version += 1;
    this.#expiredBelow = this.#version;
  }

  sendLine(resource: string, line: string): void {
    this.#sendTo(watch => watch.resource === resource, line);
  }

  /** Sends an ERROR event and ends the watches of the resource. */
  sendError(resource: string, code: number): void {
    this.sendLine(
      resource,
      JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code } }),
    );
    for (const watch of this.#watches) {
      if (watch.resource === resource) {
        watch.response.end();
      }
    }
  }

  #sendTo(isMeant: (watch: Watch) => boolean, line: string): void {
    for (const watch of this.#watches) {
      if (isMeant(watch) && !watch.response.writableEnded) {
        watch.response.write(`${line}\n`);
      }
    }
  }

  #record(resource: string, object: RawObject, type: string): void {
    this.#version += 1;
    const versioned: RawObject = {
      ...object,
      metadata: {
        ...object.metadata,
        resourceVersion: String(this.#version),
      },
    };
    const objects = this.#objectsOf(resource);
    const key = `${object.metadata.namespace}/${object.metadata.name}`;
    if (type === 'DELETED') {
      objects.delete(key);
    } else {
      objects.set(key, versioned);
    }
    this.#log.push({
      version: this.#version,
      resource,
      type,
      object: versioned,
    });
    this.#sendTo(
      watch => watch.resource === resource && isIn(watch, object),
      JSON.stringify({ type, object: versioned }),
    );
  }

  #objectsOf(resource: string): Map<string, RawObject> {
    const objects = this.#objects.get(resource) ?? new Map<string, RawObject>();
    this.#objects.set(resource, objects);
    return objects;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://localhost');
    const target = targetOf(url.pathname);
    const { resource, namespace } = target;
    const query = url.searchParams;
    this.requests.push({ resource, query });
    const fault =
      this.#faults.get(
        namespace === undefined ? resource : `${namespace}/${resource}`,
      ) ?? this.#faults.get('*');
    if (fault && this.#answerFault(fault, query, response)) {
      return;
    }
    response.setHeader('content-type', 'application/json');
    if (query.has('watch')) {
      this.#watch(target, query, response);
    } else {
      this.#list(target, query, response);
    }
  }

  /** Returns false when the fault does not touch the request. */
  #answerFault(
    fault: Fault,
    query: URLSearchParams,
    response: ServerResponse,
  ): boolean {
    switch (fault.kind) {
      case 'never':
        return true;
      case 'status':
        response.writeHead(fault.code).end('{"kind":"Status"}');
        return true;
      case 'html':
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<html>Sign in</html>');
        return true;
      case 'brokenJson':
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"type":"ADDED","object":{\n');
        return true;
      case 'endlessLine': {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write('"'), 100);
        response.on('close', () => clearInterval(timer));
        return true;
      }
      case 'noStreamingLists':
        if (query.has('sendInitialEvents')) {
          response.writeHead(422).end('{"kind":"Status"}');
          return true;
        }
        return false;
      default:
        return fault satisfies never;
    }
  }

  /** Pages hold two objects, so that a short list needs several. */
  #list(
    target: Target,
    query: URLSearchParams,
    response: ServerResponse,
  ): void {
    const from = Number(query.get('continue') ?? 0);
    const all = this.#objectsIn(target);
    response.end(
      JSON.stringify({
        metadata: {
          resourceVersion: String(this.#version),
          ...(from + 2 < all.length && { continue: String(from + 2) }),
        },
        items: all.slice(from, from + 2),
      }),
    );
  }

  #objectsIn(target: Target): readonly RawObject[] {
    return [...this.#objectsOf(target.resource).values()].filter(object =>
      isIn(target, object),
    );
  }

  #watch(
    target: Target,
    query: URLSearchParams,
    response: ServerResponse,
  ): void {
    const watch = { ...target, response };
    this.#watches.add(watch);
    response.on('close', () => this.#watches.delete(watch));
    const send = (type: string, object: unknown) =>
      response.write(`${JSON.stringify({ type, object })}\n`);
    response.flushHeaders();
    if (query.has('sendInitialEvents')) {
      for (const object of this.#objectsIn(target)) {
        send('ADDED', object);
      }
      send('BOOKMARK', {
        metadata: {
          resourceVersion: String(this.#version),
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      });
      return;
    }
    const from = Number(query.get('resourceVersion'));
    if (from < this.#expiredBelow) {
      send('ERROR', { kind: 'Status', code: 410 });
      response.end();
      return;
    }
    for (const entry of this.#log) {
      if (
        entry.resource === target.resource &&
        isIn(target, entry.object) &&
        entry.version > from
      ) {
        send(entry.type, entry.object);
      }
    }
  }
}
