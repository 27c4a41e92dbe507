import { ApiError } from '../registry/apiError';
import { VolumeScript, VolumeStats } from '../kubelet/volumeScript';
import { Exchange, sendJson } from './exchange';

const METRICS: Readonly<Record<string, (stats: VolumeStats) => number>> = {
  kubelet_volume_stats_used_bytes: stats => stats.usedBytes,
  kubelet_volume_stats_capacity_bytes: stats => stats.capacityBytes,
};

type Labels = Readonly<Record<string, string>>;

const SELECTOR = /^\s*([a-zA-Z_:][\w:]*)\s*(?:\{(.*)\})?\s*$/s;
const MATCHER = /\s*(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/gy;

function parseMatchers(text: string): readonly ((labels: Labels) => boolean)[] {
  const matchers = [...text.matchAll(MATCHER)];
  const read = matchers.reduce((length, match) => length + match[0].length, 0);
  if (read !== text.length) {
    throw new ApiError(
      400,
      'bad_data',
      `cannot parse the label matchers {${text}}`,
    );
  }
  return matchers.map(([, label = '', operator = '', value = '']) => {
    const pattern = new RegExp(`^(?:${value.replaceAll('\\\\', '\\')})$`);
    const negated = operator.startsWith('!');
    const regular = operator.endsWith('~');
    return labels => {
      const actual = labels[label] ?? '';
      return (regular ? pattern.test(actual) : actual === value) !== negated;
    };
  });
}

/** Answers an instant query that is one metric with label matchers; the sandbox has no PromQL beyond that. */
export function queryVolumeStats(
  volumes: VolumeScript,
  query: string,
  nowMs: number,
) {
  const [, metric = '', matcherText = ''] = SELECTOR.exec(query) ?? [];
  if (!metric) {
    throw new ApiError(
      400,
      'bad_data',
      `the sandbox answers one metric with label matchers, not "${query}"`,
    );
  }
  const matchers = parseMatchers(matcherText);
  const read = METRICS[metric];
  const result = read
    ? volumes
        .measure()
        .map(stats => ({
          metric: {
            __name__: metric,
            namespace: stats.namespace,
            persistentvolumeclaim: stats.claimName,
          },
          value: [nowMs / 1000, String(read(stats))] as const,
        }))
        .filter(sample => matchers.every(matches => matches(sample.metric)))
    : [];
  return { status: 'success', data: { resultType: 'vector', result } };
}

/** Serves `query` of the Prometheus HTTP API, the parameters in the URL or in a form. */
export function servePrometheus(
  exchange: Exchange,
  volumes: VolumeScript,
  form: string,
): void {
  const query =
    exchange.query.get('query') ?? new URLSearchParams(form).get('query') ?? '';
  try {
    sendJson(exchange, 200, queryVolumeStats(volumes, query, Date.now()));
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    sendJson(exchange, 400, {
      status: 'error',
      errorType: error.reason,
      error: error.message,
    });
  }
}
