import { HumanDuration } from '@backstage/types';

export interface Config {
  statefulServices?: {
    /**
     * Path of a kubeconfig file. Each of its contexts becomes a cluster of that name, besides those of
     * `kubernetes.clusterLocatorMethods`.
     */
    kubeconfig?: string;

    /** Settings of clusters that are named elsewhere. */
    clusters?: Array<{
      /** Name of the cluster, as the place that names it spells it. */
      name: string;
      /**
       * Base URL of a Prometheus HTTP API that scrapes the cluster's kubelets, from which the usage of volumes is read.
       * @visibility secret
       */
      prometheusUrl?: string;
      /**
       * Namespaces that are read one by one where the credentials do not allow to read all of them. A change takes
       * effect when the backend is started again.
       */
      namespaces?: string[];
    }>;

    history?: {
      /**
       * How long what is over is kept: finished rollouts, closed findings, changes. 90 days unless set.
       */
      retention?: HumanDuration | string;
    };

    notifications?: {
      /**
       * Tells the owner of an entity when one of its sets has been in trouble for a minute, and when that is over. Needs
       * `@backstage/plugin-notifications-backend`. Off unless set.
       */
      enabled?: boolean;
    };
  };

  kubernetes?: {
    /** Shared with the Kubernetes plugin: its clusters of type `config`, `catalog` and `localKubectlProxy` are watched. */
    clusterLocatorMethods?: Array<{
      type: string;
      /** Of type `catalog`: hosts that may be reached by plain HTTP or at addresses that are not public. */
      dangerouslyAllowClusterUrls?: string[];
      /** Of type `catalog`: whether an entity may turn off that certificates are verified. */
      dangerouslyAllowSkipTLSVerify?: boolean;
      clusters?: Array<{
        name: string;
        title?: string;
        url: string;
        authProvider?: string;
        /** @visibility secret */
        serviceAccountToken?: string;
        assumeRole?: string;
        externalId?: string;
        /** @deepVisibility secret */
        authMetadata?: object;
        skipTLSVerify?: boolean;
        caData?: string;
        caFile?: string;
      }>;
    }>;
  };
}
