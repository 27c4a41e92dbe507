import { diagnostics, reports, timeline } from '../__fixtures__';
import { StatefulServicesClient } from './StatefulServicesClient';

const ref = { kind: 'Component', namespace: 'default', name: 'orders-cache' };

function clientFor(
  respond: (url: string, init?: RequestInit) => Promise<Response>,
  timeoutMs?: number,
) {
  return new StatefulServicesClient({
    // The client calls fetch with a string only.
    fetchApi: { fetch: respond as typeof fetch },
    timeoutMs,
  });
}

/** Never answers, and ends as fetch does when it is aborted. */
function silence(_url: string, init?: RequestInit): Promise<Response> {
  return new Promise((_, reject) => {
    const end = () => reject(new DOMException('aborted', 'AbortError'));
    init?.signal?.addEventListener('abort', end);
    if (init?.signal?.aborted) {
      end();
    }
  });
}

/** What the client reads of a response; jsdom has no Response of its own. */
function answer(status: number, text: string): Response {
  return {
    ok: status < 300,
    status,
    json: async () => JSON.parse(text),
  } as Response;
}

describe('StatefulServicesClient', () => {
  it('asks the backend for the report of the entity', async () => {
    const urls: string[] = [];
    const client = clientFor(async url => {
      urls.push(url);
      return answer(200, JSON.stringify(reports.complete));
    });
    await expect(
      client.getEntityReport({ ...ref, name: 'a b' }),
    ).resolves.toEqual({ kind: 'answer', answer: reports.complete });
    expect(urls).toEqual([
      'plugin://stateful-services/reports/by-entity/component/default/a%20b',
    ]);
  });

  it('asks the backend for the history of the entity, and for how clusters are read', async () => {
    const answers: Record<string, unknown> = {
      'plugin://stateful-services/reports/by-entity/component/default/orders-cache/timeline?limit=30':
        timeline,
      'plugin://stateful-services/diagnostics': diagnostics,
    };
    const client = clientFor(async url =>
      answer(200, JSON.stringify(answers[url])),
    );
    await expect(client.getEntityTimeline(ref, { limit: 30 })).resolves.toEqual(
      { kind: 'answer', answer: timeline },
    );
    await expect(client.getDiagnostics()).resolves.toEqual({
      kind: 'answer',
      answer: JSON.parse(JSON.stringify(diagnostics)),
    });
  });

  it.each([
    { status: 403, kind: 'forbidden' },
    { status: 404, kind: 'notFound' },
  ])('tells $status as $kind', async ({ status, kind }) => {
    const client = clientFor(async () => answer(status, '{}'));
    await expect(client.getEntityReport(ref)).resolves.toEqual({ kind });
  });

  it.each([
    {
      situation: 'a failing backend',
      response: answer(502, 'secret body'),
      message:
        /^Asked the portal for the report of component:default\/orders-cache and got status 502\. Try again/,
    },
    {
      situation: 'an ended session',
      response: answer(401, ''),
      message: /got status 401\. Sign in again\.$/,
    },
    {
      situation: 'an answer of another version',
      response: answer(200, '{"entityRef":"component:default/orders-cache"}'),
      message: /cannot be read \(at generatedAt\).*same version/,
    },
    {
      situation: 'an answer that is not JSON',
      response: answer(200, '<html>'),
      message: /not JSON.*backend plugin is installed/,
    },
  ])('says what to do about $situation', async ({ response, message }) => {
    const client = clientFor(async () => response);
    await expect(client.getEntityReport(ref)).resolves.toEqual({
      kind: 'failed',
      message: expect.stringMatching(message),
    });
  });

  it('says that it could not reach the backend, without what the network said', async () => {
    const client = clientFor(() => Promise.reject(new TypeError('secret')));
    await expect(client.getEntityReport(ref)).resolves.toEqual({
      kind: 'failed',
      message:
        'Asked the portal for the report of component:default/orders-cache and could not reach it. Check the connection and try again.',
    });
  });

  it('gives up on a backend that does not answer in time', async () => {
    const client = clientFor(silence, 20);
    await expect(client.getEntityReport(ref)).resolves.toEqual({
      kind: 'failed',
      message: expect.stringContaining('did not answer within 0.02 s'),
    });
  });

  it.each(['before', 'while'])(
    'stops when the caller gives up %s it asks',
    async when => {
      const controller = new AbortController();
      const client = clientFor(silence);
      if (when === 'before') {
        controller.abort();
      }
      const outcome = client.getEntityReport(ref, {
        signal: controller.signal,
      });
      controller.abort();
      await expect(outcome).resolves.toEqual({ kind: 'aborted' });
    },
  );
});
