import { percentile } from '../percentile.mjs';
import { refreshSeconds } from './refreshingPages.mjs';

const secondsOfDay = 86_400;

const round = (value, digits = 2) => String(Number(value.toPrecision(digits)));

const limit = (what, value, most, unit = '') => ({
  what,
  value,
  limit: most,
  unit,
});

/** @returns {import('../result.mjs').PartResult} */
export function describeViews({ services, own, pages, peer, restCpu }) {
  const sameLoad = count => ({
    ours: own.loads.find(({ viewers }) => viewers === count),
    theirs: peer.loads.find(({ viewers }) => viewers === count),
  });
  const counts = own.loads.map(({ viewers }) => viewers);
  return {
    part: 'view',
    title: 'A page view',
    about: `A real API server with ${services.toLocaleString('en')} sets, no controllers; each side in a process of its own, one after the other, with the same base, the same credentials and permissions on; the peer with the namespace annotated and metrics off, which is its best case, and without claims and volumes. Viewers ask again as soon as they have an answer, on connections of their own; the eight seconds in which they arrive stand apart.`,
    limits: [
      ...counts.map(count => {
        const { ours, theirs } = sameLoad(count);
        const what = `p99 at ${count} viewers, as a share of the peer's`;
        return limit(what, ours.p99 / theirs.p99, 1 / 20);
      }),
      ...limitsOf({ own, pages }),
    ],
    tables: [
      loadTable(counts, sameLoad),
      openPagesTable(own.openPages, peer.openPages),
      costTable(counts, sameLoad),
      latencyTable({ own, pages }),
      fixedCosts({ own, peer, restCpu }),
    ],
  };
}

function limitsOf({ own, pages }) {
  const most = name => Math.max(...own.loads.map(load => load[name]));
  const atTen = own.loads.find(({ viewers }) => viewers === 10);
  return [
    limit('requests to the API server for a view', most('requests'), 0),
    limit('connections to the API server under load', most('connections'), 2),
    limit(
      'views that failed',
      own.loads.reduce((sum, { failed }) => sum + failed, 0),
      0,
    ),
    limit(
      `stored JSON of the same size (${own.answerBytes.toLocaleString('en')} bytes) instead of a report, answers a second at 10 viewers, as a multiple`,
      own.stored.perSecond / atTen.perSecond,
      2,
    ),
    limit(
      'event to report, p99 of one change after the other',
      percentile(own.latencies, 0.99),
      250,
      'ms',
    ),
    limit(
      'event to open page in a Chromium, p99 of one change after the other',
      percentile(pages, 0.99),
      1_000,
      'ms',
    ),
    limit('sockets left open by views whose people have left', own.left, 0),
  ];
}

function loadTable(counts, sameLoad) {
  return {
    title: 'Views a second and latency in ms, ours : the peer’s',
    columns: ['viewers', 'views/s', 'p50', 'p95', 'p99', 'p99 on arrival'],
    rows: counts.map(count => {
      const { ours, theirs } = sameLoad(count);
      const beside = name =>
        `${Math.round(ours[name]).toLocaleString('en')} : ${Math.round(theirs[name]).toLocaleString('en')}`;
      return [
        String(count),
        ...['perSecond', 'p50', 'p95', 'p99', 'arrivalP99'].map(beside),
      ];
    }),
  };
}

function openPagesTable(ours, theirs) {
  return {
    title: `The same of pages that stay open and ask every ${refreshSeconds} seconds, the first time included`,
    columns: ['pages', 'views/s', 'p50', 'p95', 'p99'],
    rows: [
      [
        String(ours.pages),
        ...['perSecond', 'p50', 'p95', 'p99'].map(
          name => `${Math.round(ours[name])} : ${Math.round(theirs[name])}`,
        ),
      ],
    ],
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

function latencyTable({ own, pages }) {
  const row = (title, times) => [
    title,
    ...[0.5, 0.95, 0.99].map(share =>
      String(Math.round(percentile(times, share))),
    ),
  ];
  return {
    title: 'From the writing of a change until it is told, in ms',
    columns: ['', 'p50', 'p95', 'p99'],
    rows: [
      row('in the report', own.latencies),
      row('on an open page, drawn by a Chromium', pages),
    ],
  };
}

/** From how many open pages, and from how many views, on watching is cheaper than asking. */
function fixedCosts({ own, peer, restCpu }) {
  const watching = own.idle - restCpu;
  const one = peer.loads[0];
  const perView = (one.backendCpu + one.apiServerCpu) / 100;
  const perPage = perView / refreshSeconds;
  return {
    title: 'What is paid once, and while nobody looks',
    columns: ['', 'ours', 'the peer’s'],
    rows: [
      ['the first sync, CPU s', round(own.syncCpu), '0'],
      ['CPU s in a second, ten pods changing in it', round(watching), '0'],
      ['one open page, CPU s in a second', '0', round(perPage)],
      [
        'open pages from which on ours is cheaper',
        watching <= 0 ? '0' : String(Math.ceil(watching / perPage)),
        '',
      ],
      [
        'views in a day from which on ours is cheaper, one first sync included',
        Math.ceil(
          (own.syncCpu + Math.max(0, watching) * secondsOfDay) / perView,
        ).toLocaleString('en'),
        '',
      ],
      [
        'sockets left open by views whose people have left',
        String(own.left),
        String(peer.left),
      ],
      [
        'resident after the load, MiB',
        String(Math.round(own.residentMiB)),
        String(Math.round(peer.residentMiB)),
      ],
    ],
  };
}
