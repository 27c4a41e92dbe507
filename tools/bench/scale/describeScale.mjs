import { percentile } from '../percentile.mjs';

const limit = (what, value, most, unit) => ({ what, value, limit: most, unit });

/** @returns {import('../result.mjs').PartResult} */
export function describeScale(measured) {
  return {
    part: 'scale',
    title: 'Many sets',
    about:
      'A real API server with sets of 3 pods, claims and volumes that were written below it, no controllers; one backend and the API server share the machine. The empty backend is the same one without a cluster.',
    limits: measured.flatMap(limitsOf),
    tables: [detailsTable(measured)],
  };
}

function limitsOf({
  services,
  seconds,
  peakMiB,
  steadyMiB,
  emptyMiB,
  latencies,
  connections,
}) {
  const sets = `${services.toLocaleString('en')} sets`;
  return [
    limit(`${sets}: first sync`, seconds, 15, 's'),
    limit(
      `${sets}: resident above the empty backend`,
      steadyMiB - emptyMiB,
      300,
      'MiB',
    ),
    limit(
      `${sets}: peak from the first sync to the steady state, as a multiple of the steady state, both above the empty backend`,
      (peakMiB - emptyMiB) / (steadyMiB - emptyMiB),
      1.5,
      '',
    ),
    limit(
      `${sets}: event to report while 1 % of the sets roll, p99`,
      percentile(latencies, 0.99),
      250,
      'ms',
    ),
    limit(`${sets}: connections to the API server`, connections, 2, ''),
  ];
}

function detailsTable(measured) {
  const row = (name, figure) => [name, ...measured.map(figure)];
  const whole = value => Math.round(value).toLocaleString('en');
  return {
    title: 'In detail',
    columns: ['', ...measured.map(({ services }) => `${whole(services)} sets`)],
    rows: [
      row('first sync, CPU s of the backend', ({ backendCpu }) =>
        backendCpu.toFixed(1),
      ),
      row('first sync, CPU s of the API server', ({ apiServerCpu }) =>
        apiServerCpu.toFixed(1),
      ),
      row('empty backend, resident MiB', ({ emptyMiB }) => whole(emptyMiB)),
      row('peak from the first sync to the steady state, MiB', ({ peakMiB }) =>
        whole(peakMiB),
      ),
      row('steady, MiB', ({ steadyMiB }) => whole(steadyMiB)),
      row('while sets roll, MiB', ({ rollingMiB }) => whole(rollingMiB)),
      row('event to report, p50 ms', ({ latencies }) =>
        whole(percentile(latencies, 0.5)),
      ),
      row('event to report, p95 ms', ({ latencies }) =>
        whole(percentile(latencies, 0.95)),
      ),
      row('changes of pods in a second meanwhile', ({ changesPerSecond }) =>
        whole(changesPerSecond),
      ),
      row('watches', ({ watches }) => whole(watches)),
    ],
  };
}
