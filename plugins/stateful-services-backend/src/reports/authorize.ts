import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';

/** @throws NotAllowedError when the caller does not have the permission; `what` goes on after "You may not". */
export async function authorize(
  permissions: PermissionsService,
  request: {
    readonly credentials: BackstageCredentials;
    readonly permission: BasicPermission;
    readonly what: string;
  },
): Promise<void> {
  const { credentials, permission, what } = request;
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision?.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `You may not ${what}; the permission ${permission.name} is needed`,
    );
  }
}
