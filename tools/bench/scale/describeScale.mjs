import { median, percentile } from '../percentile.mjs';

const limit = (what, value, most, unit) => ({ what, value, limit: most, unit });

/** @returns {import('../result.mjs').PartResult} */
export function describeScale(measured) {
  return {
    part: 'scale',
    title: 'Many sets',
    about:
      'A real API server with sets of 3 pods, claims and volumes that were written below it, no controllers; one backend and the API server share the machine. The empty backend is the same one without a cluster. Of each figure of a start, of an empty one as well, the median of three; resident memory is looked at after 20 s of rest and is as V8 leaves it; only at the end it is asked to collect all garbage, and tells its heap.',
    limits: measured.flatMap(limitsOf),
    tables: [detailsTable(measured)],
  };
}

function limitsOf({ services, empties, starts, latencies, connections }) {
  const sets = `${services.toLocaleString('en')} sets`;
  const typical = figure => median(starts.map(figure));
  const emptyMiB = median(empties.map(({ residentMiB }) => residentMiB));
  const above = ({ residentMiB }) => residentMiB - emptyMiB;
  return [
    limit(
      `${sets}: first sync`,
      typical(({ seconds }) => seconds),
      15,
      's',
    ),
    limit(
      `${sets}: resident above the empty backend`,
      typical(above),
      300,
      'MiB',
    ),
    limit(
      `${sets}: peak from the first sync to the steady state, as a multiple of the steady state, both above the empty backend`,
      typical(start => (start.peakMiB - emptyMiB) / above(start)),
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
  const eachStart = (name, figure) =>
    row(name, ({ starts }) => starts.map(figure).join(', '));
  return {
    title: 'In detail',
    columns: ['', ...measured.map(({ services }) => `${whole(services)} sets`)],
    rows: [
      eachStart('each first sync, s', ({ seconds }) => seconds.toFixed(1)),
      eachStart('CPU s of the backend', ({ backendCpu }) =>
        backendCpu.toFixed(1),
      ),
      eachStart('CPU s of the API server', ({ apiServerCpu }) =>
        apiServerCpu.toFixed(1),
      ),
      row('empty backend, resident MiB', ({ empties }) =>
        empties.map(({ residentMiB }) => whole(residentMiB)).join(', '),
      ),
      eachStart('peak from the first sync to the steady state, MiB', start =>
        whole(start.peakMiB),
      ),
      eachStart('steady, MiB', ({ residentMiB }) => whole(residentMiB)),
      row('heap of the empty backend without garbage, MiB', ({ empties }) =>
        empties.map(({ liveMiB }) => whole(liveMiB)).join(', '),
      ),
      eachStart('heap without garbage, MiB', ({ liveMiB }) => whole(liveMiB)),
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
