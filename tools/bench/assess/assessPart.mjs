import { createRequire } from 'node:module';
import { Bench } from 'tinybench';
import { serviceObjects } from '../landscape/serviceObjects.mjs';
import { sharedObjects } from '../landscape/sharedObjects.mjs';
import { filledInventory } from './filledInventory.mjs';

/** Every tenth service is in the middle of a rollout. */
const rollingEach = 10;
const asksInOne = 200;

/**
 * What the judgement costs: one set, all sets of a company, one event, each rule.
 *
 * @param {{ sets?: number, timeMs?: number }} [size] `timeMs`: for which one thing is measured again and again
 * @returns {Promise<import('../result.mjs').PartResult>}
 */
export async function assessPart({ sets = 10_000, timeMs = 1_000 } = {}) {
  const sources = createRequire(import.meta.url)('../sources.cjs').sources();
  const now = Date.now();
  const landscape = describeLandscape(sets, now);
  const { inventory, cluster } = filledInventory(sources, landscape, now);
  const [rolling, quiet] = [0, 1].map(index => {
    const set = cluster.tables.statefulsets.get(
      `shop-${index}/service-${index}`,
    );
    return sources.observe(cluster, set);
  });
  const one = await measureOne(sources, { quiet, rolling, now, timeMs });
  const all = measureAll(sources, { inventory, cluster, now, timeMs });
  const rules = await measureRules(sources, { quiet, rolling, now, timeMs });
  return {
    part: 'assess',
    title: 'The judgement',
    about: `One core. Sets of 3 members with claims, volumes, nodes, a Service and a budget; every tenth is being rolled out. Medians; all sets by the time that their thread was at work, the mean of several rounds.`,
    limits: [
      limit('one quiet set', one.quiet, 50, 'µs'),
      limit('one rolling set', one.rolling, 50, 'µs'),
      limit(
        `${sets.toLocaleString('en')} sets from scratch, observation included`,
        all.seconds,
        sets / 10_000,
        's',
      ),
      limit(
        'sets judged again after the event of one pod',
        all.touched,
        1,
        'sets',
      ),
    ],
    tables: [rulesTable(rules, (one.quiet + one.rolling) / 2)],
  };
}

const limit = (what, value, most, unit) => ({ what, value, limit: most, unit });

function describeLandscape(sets, now) {
  const services = Array.from({ length: sets }, (_, index) =>
    serviceObjects({
      index,
      namespace: `shop-${index % 100}`,
      situation: index % rollingEach === 0 ? 'rolling' : 'quiet',
      now,
    }),
  );
  return [...sharedObjects({ now }), ...services.flat()];
}

async function measureOne({ assess }, { quiet, rolling, now, timeMs }) {
  const bench = new Bench({ time: timeMs });
  bench.add('quiet', () => assess(quiet, { now }));
  bench.add('rolling', () => assess(rolling, { now }));
  await bench.run();
  const [quietUs, rollingUs] = bench.tasks.map(
    ({ result }) => result.latency.p50 * 1_000,
  );
  return { quiet: quietUs, rolling: rollingUs };
}

function measureAll(sources, { inventory, cluster, now, timeMs }) {
  const log = {
    error: (message, error) => {
      throw new Error(message, { cause: error });
    },
  };
  const sets = [...cluster.tables.statefulsets.values()];
  const assessAll = cache => sets.map(set => cache.assess(cluster, set));
  // Some kernels count the time at work in ticks of 10 ms, so rounds go on until there is enough to count.
  const begin = process.threadCpuUsage();
  let cache;
  let rounds = 0;
  let seconds = 0;
  while (seconds * 1_000 < timeMs || rounds < 3) {
    cache = new sources.AssessmentCache(inventory, () => now, log);
    assessAll(cache);
    const { user, system } = process.threadCpuUsage(begin);
    seconds = (user + system) / 1_000_000;
    rounds += 1;
  }
  const before = assessAll(cache);
  const [pod] = cluster.tables.pods.find('owner', sets.at(-1).uid);
  cluster.sink('pods').put({
    readable: true,
    key: `${pod.namespace}/${pod.name}`,
    record: { ...pod, restarts: pod.restarts + 1 },
  });
  const after = assessAll(cache);
  return {
    seconds: seconds / rounds,
    touched: after.filter((assessment, index) => assessment !== before[index])
      .length,
  };
}

async function measureRules(sources, { quiet, rolling, now, timeMs }) {
  const situations = [quiet, rolling].map(observation => ({
    ...sources.describeSituation(observation, now),
    rollout: sources.assess(observation, { now }).rollout,
  }));
  // Most rules take less than a clock can tell, so each is asked many times in one measurement.
  const bench = new Bench({ time: timeMs / 10, warmupTime: timeMs / 20 });
  for (const rule of sources.catalogue) {
    bench.add(rule.id, () => {
      for (let ask = 0; ask < asksInOne; ask += 1) {
        rule.find(situations[ask % situations.length]);
      }
    });
  }
  await bench.run();
  return bench.tasks.map(({ name, result }) => ({
    id: name,
    us: (result.latency.p50 * 1_000) / asksInOne,
  }));
}

function rulesTable(rules, assessUs) {
  const sorted = rules.toSorted((a, b) => b.us - a.us);
  const total = rules.reduce((sum, { us }) => sum + us, 0);
  const share = us => `${((us / assessUs) * 100).toFixed(1)} %`;
  return {
    title: `Each of the ${rules.length} rules`,
    columns: ['rule', 'µs', 'share of one assessment'],
    rows: [
      ['all rules together', total.toFixed(1), share(total)],
      ...sorted.map(({ id, us }) => [id, us.toFixed(2), share(us)]),
    ],
  };
}
