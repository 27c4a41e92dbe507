import http from 'node:http';
import https from 'node:https';
import { parse } from 'yaml';
import { z } from 'zod';
import { kubernetesObjectSchema, ObjectDraft } from '../kinds/metadata';
import {
  apiVersionOf,
  ResourceName,
  ResourceObjects,
  resourceTypes,
} from '../kinds/resources';

const kubeconfigSchema = z.object({
  clusters: z.tuple([z.object({ cluster: z.object({ server: z.string() }) })]),
  users: z.tuple([z.object({ user: z.object({ token: z.string() }) })]),
});

export interface Answer {
  readonly code: number;
  readonly body: unknown;
}

export interface Place {
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

interface Call {
  readonly method: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string;
}

const TIMEOUT_MS = 20_000;

/** Talks plain HTTP to any Kubernetes API, so that a contract sees exactly what comes over the wire. */
export class KubernetesClient {
  private constructor(
    private readonly server: string,
    private readonly token: string,
  ) {}

  static fromKubeconfig(document: string): KubernetesClient {
    const { clusters, users } = kubeconfigSchema.parse(parse(document));
    return new KubernetesClient(
      clusters[0].cluster.server,
      users[0].user.token,
    );
  }

  withToken(token: string): KubernetesClient {
    return new KubernetesClient(this.server, token);
  }

  /** Sends a request about a resource and returns whatever comes back. */
  async call(
    resource: ResourceName,
    place: Place,
    { method, query, body, contentType = 'application/json' }: Call,
  ): Promise<Answer> {
    const response = await this.open(
      `${pathOf(resource, place)}?${new URLSearchParams(query)}`,
      {
        method,
        ...(body !== undefined && { text: JSON.stringify(body), contentType }),
      },
    );
    const chunks: string[] = [];
    for await (const chunk of response.setEncoding('utf8')) {
      chunks.push(String(chunk));
    }
    const text = chunks.join('');
    const isJson = /json/.test(response.headers['content-type'] ?? '');
    return {
      code: response.statusCode ?? 0,
      body: isJson ? JSON.parse(text) : text,
    };
  }

  /** Opens a request and leaves its body to be read as it comes. */
  async open(
    path: string,
    call: {
      readonly method: string;
      readonly text?: string;
      readonly contentType?: string;
      readonly signal?: AbortSignal;
    },
  ): Promise<http.IncomingMessage> {
    const { request } = this.server.startsWith('https:') ? https : http;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.server}${path}`,
        {
          method: call.method,
          rejectUnauthorized: false,
          timeout: TIMEOUT_MS,
          agent: false,
          ...(call.signal && { signal: call.signal }),
          headers: {
            authorization: `Bearer ${this.token}`,
            accept: 'application/json',
            ...(call.contentType && { 'content-type': call.contentType }),
            ...(call.text !== undefined && {
              'content-length': Buffer.byteLength(call.text),
            }),
          },
        },
        resolve,
      );
      outgoing.on('timeout', () =>
        outgoing.destroy(
          new Error(`${call.method} ${path}: no answer in time`),
        ),
      );
      outgoing.on('error', reject);
      outgoing.end(call.text);
    });
  }

  async create<TName extends ResourceName>(
    resource: TName,
    draft: ObjectDraft,
  ): Promise<ResourceObjects[TName]> {
    const type = resourceTypes[resource];
    const body = { apiVersion: apiVersionOf(type), kind: type.kind, ...draft };
    const { namespace } = draft.metadata ?? {};
    return parsed(
      resource,
      await this.call(
        resource,
        { ...(namespace && { namespace }) },
        { method: 'POST', body },
      ),
    );
  }

  async get<TName extends ResourceName>(
    resource: TName,
    place: Place,
  ): Promise<ResourceObjects[TName]> {
    return parsed(
      resource,
      await this.call(resource, place, { method: 'GET' }),
    );
  }

  /** The object, or undefined when it is not there. */
  async find<TName extends ResourceName>(
    resource: TName,
    place: Place,
  ): Promise<ResourceObjects[TName] | undefined> {
    const answer = await this.call(resource, place, { method: 'GET' });
    return answer.code === 404 ? undefined : parsed(resource, answer);
  }

  async list<TName extends ResourceName>(
    resource: TName,
    namespace: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<readonly ResourceObjects[TName][]> {
    const type = resourceTypes[resource];
    const answer = await this.call(
      resource,
      { namespace },
      { method: 'GET', query },
    );
    const { items } = z
      .object({ items: z.array(z.looseObject({})) })
      .parse(answer.body);
    return items.map(item =>
      parsed(resource, {
        code: answer.code,
        body: { apiVersion: apiVersionOf(type), kind: type.kind, ...item },
      }),
    );
  }

  async merge<TName extends ResourceName>(
    resource: TName,
    place: Place,
    patch: object,
  ): Promise<ResourceObjects[TName]> {
    return parsed(
      resource,
      await this.call(resource, place, {
        method: 'PATCH',
        body: patch,
        contentType: 'application/merge-patch+json',
      }),
    );
  }

  async delete(
    resource: ResourceName,
    place: Place,
    options: object = {},
  ): Promise<Answer> {
    return this.call(resource, place, { method: 'DELETE', body: options });
  }
}

export function pathOf(
  resource: ResourceName,
  { namespace, name, subresource }: Place,
): string {
  const type = resourceTypes[resource];
  return [
    type.group ? `/apis/${apiVersionOf(type)}` : '/api/v1',
    ...(namespace ? ['namespaces', namespace] : []),
    resource,
    ...(name ? [name] : []),
    ...(subresource ? [subresource] : []),
  ].join('/');
}

function parsed<TName extends ResourceName>(
  resource: TName,
  { code, body }: Answer,
): ResourceObjects[TName] {
  if (code >= 300) {
    throw new Error(`${resource}: answered ${code}: ${JSON.stringify(body)}`);
  }
  const object = resourceTypes[resource].schema
    .or(kubernetesObjectSchema)
    .parse(withoutNulls(body));
  // The schema of a resource yields its type; the compiler loses that link through the generic index.
  return object as ResourceObjects[TName];
}

/** A real API server writes null for some times that are not set. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, field: unknown) =>
      field === null ? undefined : field,
    ),
  );
}
