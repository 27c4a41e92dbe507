import { latencyOf } from '../percentile.mjs';
import { refreshSeconds } from './refreshingPages.mjs';

const secondsOfDay = 86_400;

const round = (value, digits = 2) => String(Number(value.toPrecision(digits)));

const whole = value => Math.round(value).toLocaleString('en');

const limit = (what, value, most, unit = '') => ({
  what,
  value,
  limit: most,
  unit,
});

/** @returns {import('../result.mjs').PartResult} */
export function describeViews({
  services,
  seconds,
  own,
  pages,
  peer,
  restCpu,
}) {
  const loads = own.loads.map(ours => ({
    ours,
    theirs: peer.loads.find(({ viewers }) => viewers === ours.viewers),
  }));
  return {
    part: 'view',
    title: 'A page view',
    about: `A real API server with ${services.toLocaleString('en')} sets, no controllers; each side in a process of its own, one after the other, with the same base, the same credentials and permissions on; the peer with the namespace annotated and metrics off, which is its best case, and without claims and volumes. Viewers ask again as soon as they have an answer, on connections of their own, for ${seconds} seconds; the eight in which they arrive stand apart.`,
    limits: [
      ...loads.map(({ ours, theirs }) =>
        limit(
          `p99 at ${ours.viewers} viewers, as a share of the peer's`,
          ours.p99 / theirs.p99,
          1 / 20,
        ),
      ),
      ...limitsOf({ own, pages }),
    ],
    tables: [
      ...viewsTables({
        loads,
        openPages: { ours: own.openPages, theirs: peer.openPages },
      }),
      costTable(loads),
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
      latencyOf(own.latencies).p99,
      250,
      'ms',
    ),
    limit(
      'event to open page in a Chromium, p99 of one change after the other',
      latencyOf(pages).p99,
      1_000,
      'ms',
    ),
    limit('sockets left open by views whose people have left', own.left, 0),
  ];
}

/**
 * The same figures of both sides beside each other, a row for each load.
 *
 * @param {object} table `people`: the figure that tells the loads apart; `figures`: a heading and a name for each
 */
function sidesTable({ title, people, figures, describeFigure, loads }) {
  return {
    title,
    columns: [people, ...Object.keys(figures)],
    rows: loads.map(({ ours, theirs }) => [
      String(ours[people]),
      ...Object.values(figures).map(
        name =>
          `${describeFigure(ours[name])} : ${describeFigure(theirs[name])}`,
      ),
    ]),
  };
}

function viewsTables({ loads, openPages }) {
  const figures = {
    'views/s': 'perSecond',
    p50: 'p50',
    p95: 'p95',
    p99: 'p99',
  };
  return [
    sidesTable({
      title: 'Views a second and latency in ms, ours : the peer’s',
      people: 'viewers',
      figures: { ...figures, 'p99 on arrival': 'arrivalP99' },
      describeFigure: whole,
      loads,
    }),
    sidesTable({
      title: `The same of pages that stay open and ask every ${refreshSeconds} seconds, the first time included`,
      people: 'pages',
      figures,
      describeFigure: whole,
      loads: [openPages],
    }),
  ];
}

const costTable = loads =>
  sidesTable({
    title: 'What views cost, ours : the peer’s',
    people: 'viewers',
    figures: {
      'requests to the API server for a view': 'requests',
      'bytes from the API server for a view': 'bytes',
      'CPU s per 100 views, backend': 'backendCpu',
      'CPU s per 100 views, API server': 'apiServerCpu',
      connections: 'connections',
    },
    describeFigure: round,
    loads,
  });

function latencyTable({ own, pages }) {
  const row = (title, times) => [
    title,
    ...Object.values(latencyOf(times)).map(whole),
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
