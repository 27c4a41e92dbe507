import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { CatalogClusters } from './clusters/catalogClusters';
import { ClusterDefinition } from './clusters/clusterDefinition';
import { ClusterSettings } from './clusters/clusterSettings';
import { ClusterRoster } from './clusterRoster';

function cluster(name: string, origin: string): ClusterDefinition {
  return {
    name,
    title: name,
    origin,
    access: { usable: false, state: 'broken', message: 'not for real' },
  };
}

/** A catalog that answers with what `held` holds, or does not. */
class ScriptedCatalog {
  readonly origin = 'locator';
  held: readonly string[] | Error = [];

  async listClusters() {
    if (this.held instanceof Error) {
      throw this.held;
    }
    return this.held.map(name => cluster(name, `entity ${name}`));
  }
}

let catalog: ScriptedCatalog;
let watched: readonly ClusterDefinition[];
const logger = mockServices.logger.mock();

function create(settings: readonly string[] = []): ClusterRoster {
  return new ClusterRoster({
    defined: {
      clusters: [cluster('fixed', 'configuration')],
      // Only this is asked of it.
      catalogs: [
        catalog as Pick<
          CatalogClusters,
          'listClusters' | 'origin'
        > as CatalogClusters,
      ],
      unwatched: [{ origin: 'gke', message: 'cannot be asked' }],
      settings: new ClusterSettings(
        new ConfigReader({
          statefulServices: {
            clusters: settings.map(name => ({ name, namespaces: ['shop'] })),
          },
        }),
      ),
    },
    watches: {
      watch: clusters => {
        watched = clusters;
      },
      stop: async () => {},
    },
    logger,
  });
}

const names = () => watched.map(({ name }) => name);

beforeEach(() => {
  catalog = new ScriptedCatalog();
  watched = [];
  jest.clearAllMocks();
});

it('watches what the catalog holds, besides what is there for good', async () => {
  const roster = create();
  catalog.held = ['east'];
  await roster.refresh();
  expect(names()).toEqual(['fixed', 'east']);
  catalog.held = ['west'];
  await roster.refresh();
  expect(names()).toEqual(['fixed', 'west']);
});

it('goes on with what the catalog held while that does not answer, and says so once', async () => {
  const roster = create();
  catalog.held = ['east'];
  await roster.refresh();
  catalog.held = new Error('catalog is away');
  await roster.refresh();
  await roster.refresh();
  expect(names()).toEqual(['fixed', 'east']);
  expect(roster.unwatched).toContainEqual({
    origin: 'locator',
    message: expect.stringMatching(/another try follows: catalog is away/),
  });
  const said = logger.warn.mock.calls.map(([line]) => line);
  expect(said).toEqual([
    'gke: cannot be asked',
    expect.stringContaining('catalog is away'),
  ]);
});

it('knows which clusters there are once the catalog has been asked, whatever it answered', async () => {
  const roster = create();
  expect(roster.isComplete).toBe(false);
  catalog.held = new Error('catalog is away');
  await roster.refresh();
  expect(roster.isComplete).toBe(true);
});

it('leaves a name with whoever had it first', async () => {
  const roster = create();
  catalog.held = ['fixed', 'east', 'east'];
  await roster.refresh();
  expect(names()).toEqual(['fixed', 'east']);
  expect(watched[0]?.origin).toBe('configuration');
  expect(roster.unwatched.map(({ origin }) => origin)).toEqual([
    'gke',
    'entity fixed',
    'entity east',
  ]);
});

it('adds settings to a cluster of the catalog, and says of those that are for none', async () => {
  const roster = create(['east', 'north']);
  catalog.held = ['east'];
  await roster.refresh();
  expect(watched[1]).toMatchObject({ name: 'east', namespaces: ['shop'] });
  expect(roster.unwatched).toContainEqual({
    origin: 'statefulServices',
    message: expect.stringContaining('settings for the cluster "north"'),
  });
});
