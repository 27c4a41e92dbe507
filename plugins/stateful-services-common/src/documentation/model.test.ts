import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { vectors } from '../__fixtures__/vectors';
import { replacePart, withoutLayout } from './document';
import { renderVectorTable } from './vectorTable';

describe('docs/model.md', () => {
  it('shows what the vectors say (npm run docs writes it)', () => {
    const document = readFileSync(
      resolve(__dirname, '../../../../docs/model.md'),
      'utf8',
    );
    const text = renderVectorTable(vectors);
    expect(withoutLayout(document)).toBe(
      withoutLayout(replacePart({ document, part: 'vectors', text })),
    );
  });

  it('cannot be written where the part is not marked', () => {
    expect(() =>
      replacePart({ document: 'nothing', part: 'vectors', text: '' }),
    ).toThrow('"vectors"');
  });
});
