import { parseAllDocuments } from 'yaml';
import { Problem } from '../running/problem.mjs';

/**
 * The objects of a dump: YAML of one or more documents, or JSON, which is YAML too. Lists stay lists.
 *
 * @param {string} file as it is named in an error
 * @param {string} content
 * @returns {unknown[]}
 */
export function parseDump(file, content) {
  const documents = parseAllDocuments(content);
  const broken = documents.find(({ errors }) => errors.length > 0);
  if (broken) {
    throw new Problem(`${file} is no YAML: ${broken.errors[0].message}`);
  }
  const objects = documents
    .map(document => document.toJS({ maxAliasCount: 100 }))
    .filter(object => object !== null);
  if (objects.length === 0 || objects.some(object => !isObject(object))) {
    throw new Problem(`${file} holds no Kubernetes objects.`);
  }
  return objects;
}

const isObject = value =>
  typeof value === 'object' && !Array.isArray(value) && 'kind' in value;
