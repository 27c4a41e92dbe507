import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { hashFiles, Stamp } from './stamp.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

it('the hash follows names and contents, and neither the order nor the place', async test => {
  const write = async (folder, files) => {
    for (const [name, text] of Object.entries(files))
      await writeFile(join(folder, name), text);
    return Object.keys(files).map(name => join(folder, name));
  };
  const hashOf = async files => {
    const folder = await temporaryFolder(test);
    return hashFiles(folder, await write(folder, files));
  };
  const first = await hashOf({ a: '1', b: '2' });
  assert.equal(await hashOf({ b: '2', a: '1' }), first);
  assert.notEqual(await hashOf({ a: '1', b: '3' }), first);
  assert.notEqual(await hashOf({ a: '1', c: '2' }), first);
  assert.notEqual(await hashOf({ a: '2', b: '1' }), first);
});

it('a stamp is read as it was written, and is nothing before and after', async test => {
  const stamp = new Stamp(join(await temporaryFolder(test), 'deep', 'stamp'));
  assert.equal(await stamp.read(), undefined);
  await stamp.write('value');
  assert.equal(await stamp.read(), 'value');
  await stamp.clear();
  assert.equal(await stamp.read(), undefined);
});
