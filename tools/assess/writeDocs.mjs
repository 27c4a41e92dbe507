import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { stringify } from 'yaml';

const docs = resolve(fileURLToPath(import.meta.url), '../../../docs');

/** Writes the parts of docs/ that are generated from the domain. */
export async function main() {
  const { documentation } = createRequire(import.meta.url)(
    './runTypeScript.cjs',
  );
  const {
    describeClusterRoles,
    renderFaults,
    renderFindingPages,
    renderModel,
    renderPermissions,
  } = documentation();
  await renewPart('model.md', renderModel);
  await renewPart('fault-matrix.md', renderFaults);
  await renewPart('permissions.md', renderPermissions);
  await writeManifest('cluster-roles.yaml', describeClusterRoles());
  const findings = join(docs, 'findings');
  await rm(findings, { recursive: true, force: true });
  await mkdir(findings);
  for (const [name, page] of renderFindingPages()) {
    await writeFormatted(join(findings, name), page);
  }
}

/** @param {string} name @param {(document: string) => string} render */
async function renewPart(name, render) {
  const file = join(docs, name);
  await writeFormatted(file, render(await readFile(file, 'utf8')));
}

/** @param {string} name @param {readonly object[]} objects */
async function writeManifest(name, objects) {
  const text = objects.map(object => stringify(object)).join('---\n');
  await writeFormatted(join(docs, name), text);
}

/** @param {string} file @param {string} text */
async function writeFormatted(file, text) {
  const style = await resolveConfig(file);
  await writeFile(file, await format(text, { ...style, filepath: file }));
}
