import { createMockDirectory } from '@backstage/backend-test-utils';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ENGINE_FACTS } from './engines/engineFacts';
import { generateRepository } from './generatedRepository';
import { outputOf, runTool } from './runTool';

describe.each(ENGINE_FACTS)('the scripts of $engine', ({ replicated }) => {
  const directory = createMockDirectory();
  let generated: Awaited<ReturnType<typeof generateRepository>>;
  let scripts: string[];
  beforeAll(async () => {
    directory.setContent({});
    generated = await generateRepository(directory.path, replicated);
    scripts = generated.plan.files
      .filter(({ path: file }) => file.endsWith('.sh'))
      .map(({ path: file }) => path.join(generated.root, file));
  });

  it('are programs', () => {
    expect(scripts.length).toBeGreaterThan(10);
    const programs = generated.plan.files.filter(
      ({ executable }) => executable,
    );
    expect(programs).toHaveLength(scripts.length);
  });

  it('are read by bash without an error', async () => {
    for (const script of scripts) {
      await expect(outputOf('bash', ['-n', script])).resolves.toBe('');
    }
  });

  it('have no finding of shellcheck', async () => {
    for (const script of scripts) {
      await expect(
        outputOf('shellcheck', ['-x', script], { cwd: path.dirname(script) }),
      ).resolves.toBe('');
    }
  });

  it.each([
    'lint',
    'render',
    'score',
    'scripts',
    'alerts',
    'format',
    'terraform-lint',
  ])('pass make %s, as their owner runs it', async target => {
    const made = await runTool('make', [target], { cwd: generated.root });
    expect(made).toMatchObject({ exitCode: 0 });
  });

  it('find every value in the README of the chart already', async () => {
    const readme = path.join(generated.chart, 'README.md');
    const before = await fs.readFile(readme, 'utf8');
    await outputOf('make', ['readme'], { cwd: generated.root });
    expect(await fs.readFile(readme, 'utf8')).toBe(before);
  });
});
