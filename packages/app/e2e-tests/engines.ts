interface EngineOnPages {
  readonly engine: string;
  readonly title: string;
  /** What follows the name of the service in the names of its sets, that of the data first. */
  readonly sets: readonly [string, ...string[]];
}

export const engines: readonly EngineOnPages[] = [
  { engine: 'redis', title: 'Redis', sets: [''] },
  { engine: 'mysql', title: 'MySQL', sets: [''] },
  { engine: 'kafka', title: 'Kafka', sets: ['-broker', '-controller'] },
];

/** Said of a set while its three members start. */
export const STARTING =
  /^Starting: \d of 3 members ready|has to stay ready for \d+ s more/;
