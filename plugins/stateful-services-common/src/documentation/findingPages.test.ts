import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withoutLayout } from './document';
import { renderFindingPages } from './findingPages';

const DOCS = resolve(__dirname, '../../../../docs/findings');

describe('docs/findings', () => {
  const pages = renderFindingPages();

  it('has one page a finding and the index', () => {
    expect(readdirSync(DOCS).sort()).toEqual([...pages.keys()].sort());
  });

  it.each([...pages])(
    '%s says what the rule says (npm run docs)',
    (name, page) => {
      expect(withoutLayout(readFileSync(resolve(DOCS, name), 'utf8'))).toBe(
        withoutLayout(page),
      );
    },
  );
});
