import { ResourceName, ResourceType } from '../kinds/resources';
import { ApiError, forbidden } from '../registry/apiError';

/** Someone who may use the API, and the resources that this one may not touch. */
export interface SandboxUser {
  readonly name: string;
  readonly token: string;
  readonly denied: readonly ResourceName[];
}

/** The token of a request: in its header, or for clients that send none over plain HTTP at the head of its path. */
export function credentialsOf(
  path: string,
  authorization: string | undefined,
): { readonly path: string; readonly token?: string } {
  const [, inPath, rest] = /^\/as\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const token = inPath ?? /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  return { path: inPath ? (rest ?? '/') : path, ...(token && { token }) };
}

/** @throws ApiError (401) when the token is nobody's. */
export function authenticate(
  users: readonly SandboxUser[],
  token: string | undefined,
): SandboxUser {
  const user = users.find(candidate => candidate.token === token);
  if (!user) {
    throw new ApiError(401, 'Unauthorized', 'Unauthorized');
  }
  return user;
}

/** @throws ApiError (403) when the user may not touch the resource. */
export function authorize(
  user: SandboxUser,
  request: {
    readonly type: ResourceType;
    readonly verb: string;
    readonly namespace?: string;
    readonly name?: string;
  },
): void {
  const { type, verb, namespace, name } = request;
  if (user.denied.includes(type.name)) {
    throw forbidden(
      type,
      name ?? '',
      `User "${user.name}" cannot ${verb} resource "${type.name}" in API group "${type.group}" ${
        namespace ? `in the namespace "${namespace}"` : 'at the cluster scope'
      }`,
    );
  }
}
