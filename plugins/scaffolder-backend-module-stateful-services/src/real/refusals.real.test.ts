import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { parse } from 'yaml';
import { ENGINE_FACTS } from './engines/engineFacts';
import { generateRepository, templateArguments } from './generatedRepository';
import { runTool } from './runTool';

const HELMS = ['helm', 'helm4'];

/** Maps in which any key is right. */
const OPEN_MAPS = /(labels|annotations)$/i;

/** Unknown keys in every map, and values of a wrong type or sign at every key. */
function absurdities(value: unknown, path = ''): string[] {
  if (typeof value === 'number') {
    return [`${path}=-1`, `${path}=many`];
  }
  if (typeof value === 'boolean') {
    return [`${path}=maybe`];
  }
  if (typeof value === 'string' || Array.isArray(value)) {
    return [`${path}=7`];
  }
  const at = (key: string) => (path ? `${path}.${key}` : key);
  return OPEN_MAPS.test(path)
    ? []
    : [
        `${at('unknownKey')}=1`,
        ...Object.entries(value ?? {}).flatMap(([key, child]) =>
          absurdities(child, at(key)),
        ),
      ];
}

describe.each(ENGINE_FACTS)(
  'the chart of $engine',
  ({ replicated, refused }) => {
    const directory = createMockDirectory();
    let generated: Awaited<ReturnType<typeof generateRepository>>;
    beforeAll(async () => {
      directory.setContent({});
      generated = await generateRepository(directory.path, replicated);
    });

    /** Changes that helm renders, or that it refuses without naming the key. */
    async function accepted(helm: string, changes: readonly string[]) {
      const taken: string[] = [];
      for (const change of changes) {
        const { exitCode, stderr } = await runTool(helm, [
          ...templateArguments(generated),
          ...['--set', change],
        ]);
        const key = change.slice(0, change.indexOf('=')).split('.').pop() ?? '';
        if (exitCode === 0 || !stderr.includes(key)) {
          taken.push(change);
        }
      }
      return taken;
    }

    it.each(HELMS)('refuses unsafe values with %s', async helm => {
      expect(refused.length).toBeGreaterThan(10);
      await expect(accepted(helm, refused)).resolves.toEqual([]);
    });

    it.each(HELMS)(
      'refuses unknown keys, wrong types and negative numbers everywhere with %s',
      async helm => {
        const values = parse(await fs.readFile(generated.values, 'utf8'));
        const changes = absurdities(values);
        expect(changes.length).toBeGreaterThan(50);
        await expect(accepted(helm, changes)).resolves.toEqual([]);
      },
    );
  },
);
