import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { describeClusterRoles, renderAccessTable } from './accessPages';
import { replacePart, withoutLayout } from './document';

const DOCS = resolve(__dirname, '../../../../docs');

function read(name: string): string {
  return readFileSync(resolve(DOCS, name), 'utf8');
}

it('docs/cluster-roles.yaml grants what is read and nothing else (npm run docs)', () => {
  const documents = parseAllDocuments(read('cluster-roles.yaml'));
  expect(documents.map(document => document.toJS())).toEqual(
    describeClusterRoles(),
  );
});

it('docs/permissions.md says what each permission is for (npm run docs)', () => {
  const document = read('permissions.md');
  const text = renderAccessTable();
  expect(withoutLayout(document)).toBe(
    withoutLayout(replacePart({ document, part: 'access', text })),
  );
});
