import { vectors } from '../__fixtures__/vectors';
import { replacePart } from './document';
import { renderVectorTable } from './vectorTable';

/** The model's document with the table of the vectors as the data say it. */
export function renderModel(document: string): string {
  return replacePart({
    document,
    part: 'vectors',
    text: renderVectorTable(vectors),
  });
}

export { renderFindingPages } from './findingPages';
