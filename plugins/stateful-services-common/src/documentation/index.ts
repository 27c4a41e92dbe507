import {
  countFaults,
  countQuietAlarms,
  renderFaultMatrix,
} from './faultMatrix';
import { vectors } from '../__fixtures__/vectors';
import { renderAccessTable } from './accessPages';
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

/** The document of the fault matrix with the counts as they are. */
export function renderFaults(document: string): string {
  return replacePart({
    document,
    part: 'matrix',
    text: renderFaultMatrix(countFaults(), countQuietAlarms()),
  });
}

/** The document on permissions with the table of what is read. */
export function renderPermissions(document: string): string {
  return replacePart({
    document,
    part: 'access',
    text: renderAccessTable(),
  });
}

export { describeClusterRoles } from './accessPages';
export { renderFindingPages } from './findingPages';
