import { requests } from '../../plan/__fixtures__/requests';
import { kafkaFacts } from './kafka/kafkaFacts';
import { mysqlFacts } from './mysql/mysqlFacts';
import { redisFacts } from './redis/redisFacts';

/** Name of a request whose repository is expected. */
export type ServiceName = keyof typeof requests;

/** What the checks that hold for every engine must know about one. */
export interface EngineFacts {
  readonly engine: string;
  /** Request of the topology that survives a loss; it is deployed, resized and its alerts are looked at. */
  readonly replicated: ServiceName;
  /** What the name of the StatefulSet with the data has beside that of the service. */
  readonly dataSet: '' | '-broker';
  /**
   * What the chart refuses beyond unknown keys and wrong types, as `--set` takes it; the message names the last part of
   * the key.
   */
  readonly refused: readonly string[];
  /** What turns everything on that is optional and that a cluster without operators knows. */
  readonly everything: string;
  /** Values of the chart that turn on the alerts and the dashboard, too: of each topology that has alerts of its own. */
  readonly metricsValues: readonly string[];
  readonly cronJobs: number;
  /** Keys of all images of the chart, without what is optional. */
  readonly images: readonly string[];
  /** Key of the value that names the Secret with the passwords. */
  readonly secret: string;
  /** Lower limit of the grace period, in seconds: the longest that preStop may take. */
  readonly preStopSeconds: number;
  /** How the metrics of the exporter begin. */
  readonly metricPrefix: RegExp;
}

export const ENGINE_FACTS: readonly EngineFacts[] = [
  redisFacts,
  mysqlFacts,
  kafkaFacts,
];

export function factsOf(engine: string): EngineFacts {
  const facts = ENGINE_FACTS.find(each => each.engine === engine);
  if (!facts) {
    throw new Error(`src/real/engines says nothing about ${engine}`);
  }
  return facts;
}
