export interface Config {
  /** The clusters in memory that the demo shows. */
  sandboxCluster?: {
    /** Whether they are started; default true. */
    enabled?: boolean;
  };
}
