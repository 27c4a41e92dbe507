import { z } from 'zod';
import { Bench } from './bench';

const pageSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().optional(),
    remainingItemCount: z.number().optional(),
  }),
  items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
});

export function describeListing(bench: Bench): void {
  const create = (name: string, labels: Record<string, string> = {}) =>
    bench().client.create('secrets', {
      metadata: { ...bench().at(name), labels },
    });
  const page = async (query: Record<string, string>) => {
    const { client, namespace } = bench();
    const answer = await client.call(
      'secrets',
      { namespace },
      { method: 'GET', query },
    );
    const parsed = pageSchema.parse(answer.body);
    return {
      ...parsed.metadata,
      names: parsed.items.map(({ metadata }) => metadata.name),
    };
  };

  describe('listing', () => {
    it.each([
      ['tier=gold', ['a']],
      ['tier==gold', ['a']],
      ['tier!=gold', ['b', 'c']],
      ['tier', ['a', 'b']],
      ['!tier', ['c']],
      ['tier in (gold,silver)', ['a', 'b']],
      ['tier notin (gold)', ['b', 'c']],
      ['tier,app=x', ['b']],
    ])('selects by labels: %s', async (labelSelector, names) => {
      await create('a', { tier: 'gold' });
      await create('b', { tier: 'silver', app: 'x' });
      await create('c', { app: 'x' });
      expect((await page({ labelSelector })).names).toEqual(names);
    });

    it('selects by fields, and says which it cannot select by', async () => {
      await create('a');
      await create('b');
      const { client, namespace } = bench();
      expect((await page({ fieldSelector: 'metadata.name=b' })).names).toEqual([
        'b',
      ]);
      expect((await page({ fieldSelector: 'metadata.name!=b' })).names).toEqual(
        ['a'],
      );
      await expect(
        client.call(
          'secrets',
          { namespace },
          { method: 'GET', query: { fieldSelector: 'data.x=1' } },
        ),
      ).resolves.toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
      await expect(
        client.call(
          'secrets',
          { namespace },
          { method: 'GET', query: { labelSelector: 'a b c' } },
        ),
      ).resolves.toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
    });

    it('pages through the state that the first page showed', async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        await create(name);
      }
      const first = await page({ limit: '2' });
      expect(first.names).toEqual(['a', 'b']);
      expect(first.remainingItemCount).toBe(3);
      await create('bb');
      await bench().client.delete('secrets', bench().at('d'));
      const second = await page({ limit: '2', continue: first.continue ?? '' });
      expect(second.names).toEqual(['c', 'd']);
      expect(second.resourceVersion).toBe(first.resourceVersion);
      const third = await page({ limit: '2', continue: second.continue ?? '' });
      expect(third.names).toEqual(['e']);
      expect(third.continue).toBeUndefined();
    });

    it('refuses a continue token that it did not give', async () => {
      const { client, namespace } = bench();
      await expect(
        client.call(
          'secrets',
          { namespace },
          { method: 'GET', query: { limit: '1', continue: 'nonsense' } },
        ),
      ).resolves.toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
    });

    it('deletes a selection at once', async () => {
      await create('a', { tier: 'gold' });
      await create('b');
      const { client, namespace } = bench();
      await client.call(
        'secrets',
        { namespace },
        { method: 'DELETE', query: { labelSelector: 'tier=gold' } },
      );
      expect((await page({})).names).toEqual(['b']);
    });
  });
}
