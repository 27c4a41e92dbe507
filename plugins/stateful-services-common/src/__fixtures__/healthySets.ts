import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
// eslint-disable-next-line @backstage/no-undeclared-imports -- only tests read the manifests
import { parseAllDocuments } from 'yaml';
import { healthyServices, manifestsOf } from './healthy';
import { Manifest } from './runningCluster';

const ROOT = resolve(__dirname, '../../../..');
const SCENARIOS = resolve(ROOT, 'examples/scenarios');
const GOLDEN = resolve(
  ROOT,
  'plugins/scaffolder-backend-module-stateful-services/src/plan/__golden__',
);

/** Manifests that belong together, and where they come from. */
export interface HealthySet {
  readonly source: string;
  readonly manifests: readonly Manifest[];
}

/** A file of scenarios has several documents, a golden one a list. */
function readManifests(file: string): readonly Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .flatMap(document => document.toJS() as Manifest | Manifest[])
    .filter(({ kind }) => kind !== 'Scenario');
}

/** The sets of our own charts and examples. */
const ownSets = (): readonly HealthySet[] =>
  [
    ...readdirSync(SCENARIOS)
      .filter(name => name.endsWith('.yaml'))
      .map(name => [`example ${name}`, resolve(SCENARIOS, name)] as const),
    ...readdirSync(GOLDEN)
      .filter(name => existsSync(resolve(GOLDEN, name, 'objects.yaml')))
      .map(
        name =>
          [`chart ${name}`, resolve(GOLDEN, name, 'objects.yaml')] as const,
      ),
  ].map(([source, file]) => ({ source, manifests: readManifests(file) }));

/** Sets in which nothing is wrong, and what lies around them. */
export const healthySets = (): readonly HealthySet[] => [
  ...ownSets(),
  ...healthyServices.map(service => ({
    source: service.name,
    manifests: manifestsOf(service) as unknown as readonly Manifest[],
  })),
];
