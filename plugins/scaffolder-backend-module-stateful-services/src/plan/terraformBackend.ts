import { JsonObject } from '@backstage/types';
import { RepositoryRequest } from 'backstage-plugin-stateful-services-node';
import { EnvironmentName } from './environment';

/** Where Terraform keeps its state, as far as that is known. */
export interface TerraformBackend {
  /** Settings by the type of the backend. */
  readonly config: JsonObject;
  /** Settings that are not known and that `terraform init` must be given. */
  readonly unknown: readonly string[];
}

/**
 * The backend that a cloud has, without the name of the bucket; undefined where nothing is known of one.
 *
 * @remarks S3 locks by a file of its own since Terraform 1.11, without a DynamoDB table.
 */
export function terraformBackend(
  { cloud, name }: RepositoryRequest,
  environment: EnvironmentName,
): TerraformBackend | undefined {
  const place = `${name}/${environment}`;
  switch (cloud) {
    case 'aws':
      return {
        config: {
          s3: {
            key: `${place}/terraform.tfstate`,
            encrypt: true,
            use_lockfile: true,
          },
        },
        unknown: ['bucket', 'region'],
      };
    case 'gcp':
      return { config: { gcs: { prefix: place } }, unknown: ['bucket'] };
    case 'azure':
      return {
        config: {
          azurerm: {
            key: `${place}/terraform.tfstate`,
            use_azuread_auth: true,
          },
        },
        unknown: ['storage_account_name', 'container_name'],
      };
    case 'generic':
      return undefined;
    default:
      return cloud satisfies never;
  }
}
