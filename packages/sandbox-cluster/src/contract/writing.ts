import { Bench } from './bench';
import { eventually } from './eventually';

const status = (reason: string, code: number) => ({
  code,
  body: expect.objectContaining({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason,
    code,
  }),
});

export function describeWriting(bench: Bench): void {
  const settings = (data: object = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: bench().at('settings'),
    data,
  });

  describe('writing', () => {
    it('answers 404 for an object and for a namespace that are not there', async () => {
      const { client, at } = { client: bench().client, at: bench().at('none') };
      await expect(
        client.call('pods', at, { method: 'GET' }),
      ).resolves.toMatchObject(status('NotFound', 404));
      await expect(
        client.call(
          'configmaps',
          { namespace: 'contract-none' },
          { method: 'POST', body: { metadata: { name: 'a' } } },
        ),
      ).resolves.toMatchObject(status('NotFound', 404));
    });

    it('answers 401 to a token that is nobody’s', async () => {
      const stranger = bench().client.withToken('stranger');
      await expect(
        stranger.call('pods', bench().at('any'), { method: 'GET' }),
      ).resolves.toMatchObject(status('Unauthorized', 401));
    });

    it('creates a name once, and makes up a new one each time it is asked to', async () => {
      const { client, namespace } = bench();
      const post = { method: 'POST', body: settings() };
      await expect(
        client.call('configmaps', { namespace }, post),
      ).resolves.toMatchObject({ code: 201 });
      await expect(
        client.call('configmaps', { namespace }, post),
      ).resolves.toMatchObject(status('AlreadyExists', 409));
      const made = await Promise.all(
        [1, 2].map(() =>
          client.create('configmaps', {
            metadata: { namespace, generateName: 'made-' },
          }),
        ),
      );
      expect(new Set(made.map(({ metadata }) => metadata.name)).size).toBe(2);
    });

    it('answers 409 to a change of an old version, and keeps the version when nothing changes', async () => {
      const { client, at } = {
        client: bench().client,
        at: bench().at('settings'),
      };
      const first = await client.create('configmaps', settings({ a: '1' }));
      const second = await client.merge('configmaps', at, { data: { a: '2' } });
      await expect(
        client.call('configmaps', at, {
          method: 'PUT',
          body: { ...first, data: { a: '3' } },
        }),
      ).resolves.toMatchObject(status('Conflict', 409));
      const same = await client.call('configmaps', at, {
        method: 'PUT',
        body: second,
      });
      expect(same.body).toMatchObject({
        metadata: { resourceVersion: second.metadata.resourceVersion },
      });
    });

    it('merges and patches, and refuses a patch that does not fit or is of an unknown kind', async () => {
      const { client, at } = {
        client: bench().client,
        at: bench().at('settings'),
      };
      await client.create('configmaps', settings({ a: '1', b: '2' }));
      const merged = await client.merge('configmaps', at, {
        data: { a: null, c: '3' },
      });
      expect(merged.data).toEqual({ b: '2', c: '3' });
      const jsonPatch = (value: string) => ({
        method: 'PATCH',
        contentType: 'application/json-patch+json',
        body: [
          { op: 'test', path: '/data/b', value },
          { op: 'replace', path: '/data/b', value: '9' },
        ],
      });
      await expect(
        client.call('configmaps', at, jsonPatch('2')),
      ).resolves.toMatchObject({ code: 200, body: { data: { b: '9' } } });
      await expect(
        client.call('configmaps', at, jsonPatch('2')),
      ).resolves.toMatchObject(status('Invalid', 422));
      await expect(
        client.call('configmaps', at, {
          method: 'PATCH',
          contentType: 'application/unknown',
          body: {},
        }),
      ).resolves.toMatchObject({ code: 415 });
    });

    it('answers 422 and names the field when a set is invalid', async () => {
      const { client, namespace } = bench();
      const set = await bench().createSet({ replicas: 0 });
      const put = (spec: object) =>
        client.call('statefulsets', bench().at('web'), {
          method: 'PATCH',
          contentType: 'application/merge-patch+json',
          body: { spec },
        });
      const cause = (field: string) => ({
        code: 422,
        body: { reason: 'Invalid', details: { causes: [{ field }] } },
      });
      await expect(put({ serviceName: 'other' })).resolves.toMatchObject(
        cause('spec'),
      );
      await expect(put({ volumeClaimTemplates: [] })).resolves.toMatchObject(
        cause('spec'),
      );
      await expect(
        put({ template: { metadata: { labels: { app: 'other' } } } }),
      ).resolves.toMatchObject(cause('spec.template.metadata.labels'));
      await expect(
        client.call(
          'statefulsets',
          { namespace },
          {
            method: 'POST',
            body: {
              apiVersion: 'apps/v1',
              kind: 'StatefulSet',
              metadata: { name: 'Not_A_Label' },
              spec: set.spec,
            },
          },
        ),
      ).resolves.toMatchObject({ code: 422, body: { reason: 'Invalid' } });
    });

    it('changes the status only through its subresource, and counts generations of what is wanted', async () => {
      const { client } = bench();
      const at = bench().at('budget');
      const budget = await client.create('poddisruptionbudgets', {
        metadata: at,
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'none' } } },
      });
      expect(budget.metadata.generation).toBe(1);
      const labelled = await client.merge('poddisruptionbudgets', at, {
        metadata: { labels: { a: 'b' } },
        status: { expectedPods: 77 },
      });
      expect(labelled.metadata.generation).toBe(1);
      expect(labelled.status?.expectedPods).not.toBe(77);
      const wanted = await client.merge('poddisruptionbudgets', at, {
        spec: { maxUnavailable: 2 },
      });
      expect(wanted.metadata.generation).toBe(2);
      const place = { ...bench().at('pod'), subresource: 'status' };
      await client.create('pods', {
        metadata: bench().at('pod'),
        spec: {
          containers: [{ name: 'c', image: 'i' }],
          ...{ nodeSelector: { no: 'where' } },
        },
      });
      const reported = await client.merge('pods', place, {
        status: { message: 'reported' },
        spec: { containers: [{ name: 'c', image: 'other' }] },
      });
      expect(reported.status?.message).toBe('reported');
      expect(reported.spec.containers[0]?.image).toBe('i');
    });

    it('keeps a deleted object until its finalizer is taken off', async () => {
      const { client } = bench();
      const at = bench().at('settings');
      await client.create('configmaps', {
        ...settings(),
        metadata: { ...at, finalizers: ['contract.example/hold'] },
      });
      await client.delete('configmaps', at);
      const held = await client.get('configmaps', at);
      expect(held.metadata.deletionTimestamp).toBeDefined();
      await client.merge('configmaps', at, { metadata: { finalizers: null } });
      await expect(client.find('configmaps', at)).resolves.toBeUndefined();
    });

    it('deletes only the object that is meant', async () => {
      const { client } = bench();
      const at = bench().at('settings');
      const { metadata } = await client.create('configmaps', settings());
      await expect(
        client.delete('configmaps', at, { preconditions: { uid: 'other' } }),
      ).resolves.toMatchObject(status('Conflict', 409));
      await expect(
        client.delete('configmaps', at, {
          preconditions: { uid: metadata.uid },
        }),
      ).resolves.toMatchObject({ code: 200 });
    });

    it('empties a namespace that is deleted, and takes nothing new into it', async () => {
      const { client, namespace } = bench();
      await client.create('configmaps', {
        ...settings(),
        metadata: {
          ...bench().at('settings'),
          finalizers: ['contract.example/hold'],
        },
      });
      await client.delete('namespaces', { name: namespace });
      await expect(
        client.call(
          'configmaps',
          { namespace },
          { method: 'POST', body: { metadata: { name: 'late' } } },
        ),
      ).resolves.toMatchObject(status('Forbidden', 403));
      await eventually(async () =>
        expect(
          (await client.get('configmaps', bench().at('settings'))).metadata
            .deletionTimestamp,
        ).toBeDefined(),
      );
      await client.merge('configmaps', bench().at('settings'), {
        metadata: { finalizers: null },
      });
      await eventually(async () =>
        expect(
          await client.find('namespaces', { name: namespace }),
        ).toBeUndefined(),
      );
    });
  });
}
