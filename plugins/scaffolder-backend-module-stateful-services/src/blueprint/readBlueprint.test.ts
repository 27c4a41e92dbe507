import { createMockDirectory } from '@backstage/backend-test-utils';
import { ownBlueprint, readBlueprint } from './readBlueprint';

const MANIFEST = 'name: toy\nversion: 1.0.0\n';

describe('readBlueprint', () => {
  const directory = createMockDirectory();

  function read(files: Record<string, string>) {
    directory.setContent({ toy: files });
    return readBlueprint(directory.resolve('toy'));
  }

  it('joins what the engine has with what every repository has', async () => {
    const { name, version, assets } = await read({
      'blueprint.yaml': MANIFEST,
      'toy.conf': 'mine',
    });
    expect({ name, version }).toEqual({ name: 'toy', version: '1.0.0' });
    const paths = assets.map(({ path }) => path);
    expect(paths).toEqual([...paths].sort());
    expect(paths).toContain('toy.conf');
    expect(paths).toContain('scripts/resize-volume.sh');
    expect(paths).not.toContain('blueprint.yaml');
  });

  it('makes programs of scripts', async () => {
    const { assets } = await read({ 'blueprint.yaml': MANIFEST });
    expect(
      assets.filter(
        ({ path, executable = false }) => path.endsWith('.sh') !== executable,
      ),
    ).toEqual([]);
  });

  it('takes the file of the engine where it is said to replace the shared one', async () => {
    const { assets } = await read({
      'blueprint.yaml': `${MANIFEST}replaces: [Makefile]\n`,
      Makefile: 'mine',
    });
    expect(assets.filter(({ path }) => path === 'Makefile')).toEqual([
      { path: 'Makefile', content: 'mine' },
    ]);
  });

  it('adds what only some engines have where it is asked for', async () => {
    const withRestore = await read({
      'blueprint.yaml': `${MANIFEST}takes: [scripts/restore.sh]\n`,
    });
    const without = await read({ 'blueprint.yaml': MANIFEST });
    const script = expect.objectContaining({ path: 'scripts/restore.sh' });
    expect(withRestore.assets).toContainEqual(script);
    expect(without.assets).not.toContainEqual(script);
  });

  it.each([
    [
      'a file that hides a shared one',
      { 'blueprint.yaml': MANIFEST, Makefile: 'mine' },
      'Makefile is a file that all repositories share',
    ],
    [
      'a replacement of nothing',
      { 'blueprint.yaml': `${MANIFEST}replaces: [Makefile]\n` },
      '"replaces" in blueprint.yaml names Makefile',
    ],
    [
      'an optional file that is not there',
      { 'blueprint.yaml': `${MANIFEST}takes: [scripts/destroy.sh]\n` },
      '"takes" in blueprint.yaml names what is not there',
    ],
    [
      'an unknown field of the manifest',
      { 'blueprint.yaml': `${MANIFEST}extra: 1\n` },
      'extra',
    ],
  ])('refuses %s', async (_, files, message) => {
    await expect(read(files)).rejects.toThrow(message);
  });

  it('finds the blueprints of this package', async () => {
    await expect(readBlueprint(ownBlueprint('redis'))).resolves.toMatchObject({
      name: 'redis',
    });
  });
});
