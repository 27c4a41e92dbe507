/**
 * A cluster as a locator of the Kubernetes plugin finds it, with the names that the plugin gives its fields
 * (`ClusterDetails` of `@backstage/plugin-kubernetes-node` 0.4.8).
 */
export interface LocatedCluster {
  readonly name: string;
  readonly title?: string | undefined;
  readonly url: string;
  /** What its auth provider needs to know. */
  readonly authMetadata: Readonly<Record<string, string>>;
  readonly skipTLSVerify: boolean;
  /** Of the certificate authority, in base64. */
  readonly caData?: string | undefined;
  readonly caFile?: string | undefined;
}

/** Annotations of a Resource of type `kubernetes-cluster`, some also keys of `authMetadata` (`@backstage/plugin-kubernetes-common` 0.9.13). */
export const API_SERVER = 'kubernetes.io/api-server';
export const API_SERVER_CA = 'kubernetes.io/api-server-certificate-authority';
export const AUTH_PROVIDER = 'kubernetes.io/auth-provider';
export const SKIP_TLS_VERIFY = 'kubernetes.io/skip-tls-verify';
export const AWS_ASSUME_ROLE = 'kubernetes.io/aws-assume-role';
export const AWS_EXTERNAL_ID = 'kubernetes.io/aws-external-id';
