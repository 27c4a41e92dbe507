import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ObjectDraft, objectDraftSchema } from '../kinds/metadata';
import { Scenario, scenarioSchema } from './scenario';

function parseDocument<T>(
  schema: z.ZodType<T>,
  value: unknown,
  where: string,
): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new Error(
      `${where} is no valid part of a scenario: ${z.prettifyError(parsed.error)}`,
    );
  }
  return parsed.data;
}

function documentsOf(file: string, text: string): readonly unknown[] {
  return parseAllDocuments(text).map((document, index) => {
    const [error] = document.errors;
    if (error) {
      throw new Error(`${file}, document ${index + 1}, is no YAML`, {
        cause: error,
      });
    }
    const value: unknown = document.toJS();
    return value;
  });
}

/** One file: Kubernetes manifests, and one document of kind Scenario. @throws Error that names file and document. */
export function parseScenario(file: string, text: string): Scenario {
  const documents = documentsOf(file, text).filter(value => value !== null);
  const isScenario = (value: unknown) => Object(value).kind === 'Scenario';
  const scripts = documents.filter(isScenario);
  if (scripts.length !== 1) {
    throw new Error(
      `${file} has ${scripts.length} documents of kind Scenario; it needs one`,
    );
  }
  const { metadata, spec } = parseDocument(
    scenarioSchema,
    scripts[0],
    `The Scenario of ${file}`,
  );
  const manifests: readonly ObjectDraft[] = documents
    .filter(value => !isScenario(value))
    .map((value, index) =>
      parseDocument(
        objectDraftSchema,
        value,
        `Manifest ${index + 1} of ${file}`,
      ),
    );
  return { ...metadata, ...spec, manifests };
}

/** All scenarios of a directory, in the order of their file names. */
export async function loadScenarios(
  directory: string,
): Promise<readonly Scenario[]> {
  const files = (await readdir(directory))
    .filter(file => file.endsWith('.yaml'))
    .sort();
  return Promise.all(
    files.map(async file =>
      parseScenario(file, await readFile(join(directory, file), 'utf8')),
    ),
  );
}
