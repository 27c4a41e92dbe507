import { percentile } from '../percentile.mjs';

const refreshSeconds = 10;

const round = (value, digits = 2) => String(Number(value.toPrecision(digits)));

/** @returns {import('../result.mjs').PartResult} */
export function describeViews({ services, own, peer, restCpu }) {
  const sameLoad = count => ({
    ours: own.loads.find(({ viewers }) => viewers === count),
    theirs: peer.loads.find(({ viewers }) => viewers === count),
  });
  const counts = own.loads.map(({ viewers }) => viewers);
  return {
    part: 'view',
    title: 'A page view',
    about: `A real API server with ${services.toLocaleString('en')} sets, no controllers; each side in a process of its own, one after the other, with the same base, the same credentials and permissions on; the peer with the namespace annotated and metrics off, which is its best case, and without claims and volumes. Viewers ask again as soon as they have an answer.`,
    limits: [
      ...counts.flatMap(count => {
        const { ours, theirs } = sameLoad(count);
        return {
          what: `p99 at ${count} viewers, as a share of the peer's`,
          value: ours.p99 / theirs.p99,
          limit: 1 / 20,
          unit: '',
        };
      }),
      {
        what: 'requests to the API server for a view',
        value: Math.max(...own.loads.map(({ requests }) => requests)),
        limit: 0,
        unit: '',
      },
      {
        what: 'connections to the API server under load',
        value: Math.max(...own.loads.map(({ connections }) => connections)),
        limit: 2,
        unit: '',
      },
      {
        what: 'views that failed',
        value: own.loads.reduce((sum, { failed }) => sum + failed, 0),
        limit: 0,
        unit: '',
      },
      {
        what: `stored JSON of the same size (${own.answerBytes.toLocaleString('en')} bytes) instead of a report, answers a second at 10 viewers, as a multiple`,
        value:
          own.stored.perSecond /
          own.loads.find(({ viewers }) => viewers === 10).perSecond,
        limit: 2,
        unit: '',
      },
      {
        what: 'event to report, p99 of one change after the other',
        value: percentile(own.latencies, 0.99),
        limit: 250,
        unit: 'ms',
      },
    ],
    tables: [
      loadTable(counts, sameLoad),
      costTable(counts, sameLoad),
      fixedCosts({ own, peer, restCpu }),
    ],
  };
}

function loadTable(counts, sameLoad) {
  return {
    title: 'Views a second and latency in ms, ours : the peer’s',
    columns: ['viewers', 'views/s', 'p50', 'p95', 'p99'],
    rows: counts.map(count => {
      const { ours, theirs } = sameLoad(count);
      const beside = name =>
        `${Math.round(ours[name]).toLocaleString('en')} : ${Math.round(theirs[name]).toLocaleString('en')}`;
      return [String(count), ...['perSecond', 'p50', 'p95', 'p99'].map(beside)];
    }),
  };
}

function costTable(counts, sameLoad) {
  return {
    title: 'What views cost, ours : the peer’s',
    columns: [
      'viewers',
      'requests to the API server for a view',
      'bytes from the API server for a view',
      'CPU s per 100 views, backend',
      'CPU s per 100 views, API server',
      'connections',
    ],
    rows: counts.map(count => {
      const { ours, theirs } = sameLoad(count);
      const beside = name => `${round(ours[name])} : ${round(theirs[name])}`;
      return [
        String(count),
        ...[
          'requests',
          'bytes',
          'backendCpu',
          'apiServerCpu',
          'connections',
        ].map(beside),
      ];
    }),
  };
}

/** From how many open pages on watching is cheaper than asking. */
function fixedCosts({ own, peer, restCpu }) {
  const watching = own.idle - restCpu;
  const one = peer.loads[0];
  const perView = (one.backendCpu + one.apiServerCpu) / 100;
  const perPage = perView / refreshSeconds;
  return {
    title: 'What is paid while nobody looks',
    columns: ['', 'ours', 'the peer’s'],
    rows: [
      ['CPU s in a second, ten pods changing in it', round(watching), '0'],
      ['one open page, CPU s in a second', '0', round(perPage)],
      [
        'open pages from which on ours is cheaper',
        watching <= 0 ? '0' : String(Math.ceil(watching / perPage)),
        '',
      ],
      [
        'resident after the load, MiB',
        String(Math.round(own.residentMiB)),
        String(Math.round(peer.residentMiB)),
      ],
    ],
  };
}
