import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { FetchApi } from '@backstage/core-plugin-api';
import {
  Diagnostics,
  diagnosticsSchema,
  EntityReport,
  entityReportSchema,
  Timeline,
  timelineSchema,
} from 'backstage-plugin-stateful-services-common';
import { Outcome, StatefulServicesApi } from './StatefulServicesApi';

const TIMEOUT_MS = 10_000;

interface ClientOptions {
  readonly fetchApi: FetchApi;
  /** How long one request may take, in milliseconds; 10 s unless given. */
  readonly timeoutMs?: number;
}

interface Question<TAnswer> {
  /** Below the address of the backend plugin. */
  readonly path: string;
  /** What is asked for, as a message goes on after "Asked the portal for". */
  readonly subject: string;
  readonly schema: Schema<TAnswer>;
  readonly signal?: AbortSignal;
}

/** What is used of a schema of the contract. */
interface Schema<TAnswer> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: TAnswer }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: PropertyKey[] }[];
        };
      };
}

function reportPath({ kind, namespace, name }: CompoundEntityRef): string {
  const path = [kind.toLocaleLowerCase('en-US'), namespace, name]
    .map(encodeURIComponent)
    .join('/');
  return `/reports/by-entity/${path}`;
}

function nextStepFor(status: number): string {
  if (status === 401) {
    return 'Sign in again.';
  }
  return status >= 500 || status === 429
    ? 'Try again; if it stays so, the log of the backend says why.'
    : 'Check that the frontend and backend plugins have the same version.';
}

async function readOutcome<TAnswer>(
  response: Response,
  tried: string,
  schema: Schema<TAnswer>,
): Promise<Outcome<TAnswer>> {
  if (response.status === 403) {
    return { kind: 'forbidden' };
  }
  if (response.status === 404) {
    return { kind: 'notFound' };
  }
  if (!response.ok) {
    return {
      kind: 'failed',
      message: `${tried} and got status ${response.status}. ${nextStepFor(response.status)}`,
    };
  }
  const parsed = schema.safeParse(await response.json());
  if (parsed.success) {
    return { kind: 'answer', answer: parsed.data };
  }
  const where = parsed.error.issues[0]?.path.join('.') || 'the answer itself';
  return {
    kind: 'failed',
    message: `${tried} and got an answer that cannot be read (at ${where}). Check that the frontend and backend plugins have the same version.`,
  };
}

/** Asks the backend over the portal's own fetch, which adds the caller's identity. */
export class StatefulServicesClient implements StatefulServicesApi {
  readonly #fetchApi: FetchApi;
  readonly #timeoutMs: number;

  constructor({ fetchApi, timeoutMs = TIMEOUT_MS }: ClientOptions) {
    this.#fetchApi = fetchApi;
    this.#timeoutMs = timeoutMs;
  }

  getEntityReport(
    entityRef: CompoundEntityRef,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Outcome<EntityReport>> {
    return this.#ask({
      ...options,
      path: reportPath(entityRef),
      subject: `the report of ${stringifyEntityRef(entityRef)}`,
      schema: entityReportSchema,
    });
  }

  getEntityTimeline(
    entityRef: CompoundEntityRef,
    options: { readonly limit: number; readonly signal?: AbortSignal },
  ): Promise<Outcome<Timeline>> {
    return this.#ask({
      ...options,
      path: `${reportPath(entityRef)}/timeline?limit=${options.limit}`,
      subject: `the history of ${stringifyEntityRef(entityRef)}`,
      schema: timelineSchema,
    });
  }

  getDiagnostics(
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Outcome<Diagnostics>> {
    return this.#ask({
      ...options,
      path: '/diagnostics',
      subject: 'how clusters are read',
      schema: diagnosticsSchema,
    });
  }

  async #ask<TAnswer>(question: Question<TAnswer>): Promise<Outcome<TAnswer>> {
    const { path, subject, schema, signal } = question;
    const tried = `Asked the portal for ${subject}`;
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timer = setTimeout(abort, this.#timeoutMs);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) {
      abort();
    }
    try {
      const response = await this.#fetchApi.fetch(
        `plugin://stateful-services${path}`,
        { signal: controller.signal },
      );
      return await readOutcome(response, tried, schema);
    } catch (error) {
      if (signal?.aborted) {
        return { kind: 'aborted' };
      }
      if (controller.signal.aborted) {
        return {
          kind: 'failed',
          message: `${tried}, but it did not answer within ${this.#timeoutMs / 1000} s. Try again; if it stays so, the backend is overloaded or not reachable.`,
        };
      }
      const reason =
        error instanceof SyntaxError
          ? 'got an answer that is not JSON. Check that the stateful-services backend plugin is installed.'
          : 'could not reach it. Check the connection and try again.';
      return { kind: 'failed', message: `${tried} and ${reason}` };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }
}
