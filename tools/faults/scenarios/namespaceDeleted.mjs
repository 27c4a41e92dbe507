import { setTimeout as delay } from 'node:timers/promises';
import { ask, questions } from '../../bench/backends/questions.mjs';
import { namespaceOf } from '../../bench/cluster/writtenCluster.mjs';
import { Place } from './place.mjs';

const namespace = namespaceOf(0);
const count = { full: 500, short: 30 };
const atOnce = 20;
const withinMs = 300_000;
const sets = `/apis/apps/v1/namespaces/${namespace}/statefulsets`;

/** @type {import('../scenarios.mjs').Scenario} */
export const namespaceDeleted = {
  id: 'namespace-deleted',
  title: 'a namespace is deleted with all its sets',
  run: form =>
    Place.with(async place => {
      const total = count[form];
      const { api, access } = await place.startReal();
      const other = await place.startWritten({ services: 1 });
      await createSets(api, total);
      const backend = await place.startBackend({
        clusters: [access, other.access],
      });
      const began = await until(backend, report => wellSets(report) === total);
      await api.delete(`/api/v1/namespaces/${namespace}`);
      const ended = await until(backend, report => setsOf(report).length === 0);
      const { items } = await api.get(sets);
      return {
        claims: [
          { what: `${total} sets are told as well before`, holds: began.came },
          {
            what: 'none is left in the report when the API server has none left',
            holds: ended.came && items.length === 0,
          },
          {
            what: 'the other cluster is read without a break meanwhile',
            holds: ended.otherWasRead,
          },
        ],
      };
    }),
};

const setsOf = ({ statefulSets }) =>
  statefulSets.filter(({ cluster }) => cluster === 'bench-0');

const wellSets = report =>
  setsOf(report).filter(
    ({ assessment }) => assessment.availability.state === 'Full',
  ).length;

/**
 * Looks at the report until it is as wanted.
 *
 * @returns {Promise<{ came: boolean, otherWasRead: boolean }>} whether it was in time, and the other cluster read all along
 */
async function until(backend, isWanted) {
  const deadline = Date.now() + withinMs;
  let otherWasRead = true;
  for (;;) {
    const { status, body } = await ask(backend, questions.own(0));
    if (status === 200) {
      const report = JSON.parse(body);
      const other = report.clusters.find(({ name }) => name === 'bench-1');
      otherWasRead &&= other.state === 'synced';
      if (isWanted(report)) return { came: true, otherWasRead };
    }
    if (Date.now() > deadline) return { came: false, otherWasRead };
    await delay(100);
  }
}

async function createSets(api, total) {
  await api.create('/api/v1/namespaces', { metadata: { name: namespace } });
  let next = 0;
  const create = async () => {
    while (next < total) {
      next += 1;
      await api.create(sets, smallSet(`set-${next}`));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, create));
}

function smallSet(name) {
  const labels = { app: name, 'backstage.io/kubernetes-id': 'service-0' };
  return {
    metadata: { name, labels },
    spec: {
      replicas: 1,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'redis:8.0' }] },
      },
    },
  };
}
