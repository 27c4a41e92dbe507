/**
 * Why reading from an API server failed.
 *
 * @remarks
 * `expired`: the resource version is too old, so the whole list has to be read again.
 * `unsupported`: the server does not know streaming lists.
 */
export type ReadFailureKind =
  | 'forbidden'
  | 'unreachable'
  | 'broken'
  | 'notFound'
  | 'expired'
  | 'unsupported';

/** Kinds that say that a resource cannot be read; after the others it is read in another way, or there is nothing to read. */
export type UnreadKind = Extract<
  ReadFailureKind,
  'forbidden' | 'unreachable' | 'broken'
>;

/** What has to be permitted for a request to be answered. */
export interface Access {
  readonly verb: 'list' | 'watch';
  readonly resource: string;
  /** Absent: in all namespaces. */
  readonly namespace?: string;
}

/** A failed read. The message names the request and carries neither secrets nor the body that came back. */
export class ReadFailure extends Error {
  constructor(
    readonly kind: ReadFailureKind,
    message: string,
    readonly details: {
      readonly retryAfterMs?: number;
      /** The permission that is missing, when that is why. */
      readonly denied?: Access;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'ReadFailure';
  }
}

const TRANSPORT_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  ERR_ADDRESS_NOT_PUBLIC:
    'its address is not public, which has to be allowed by dangerouslyAllowClusterUrls',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'nothing was heard any more',
  ERR_CONNECTION_SILENT: 'nothing was heard any more',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_INFO: 'the connection was closed',
  ERR_HTTP2_STREAM_ERROR: 'the answer broke off',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/** The code that the system or undici gave an error or one of its causes; errors of several addresses hold several. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) {
    return undefined;
  }
  if ('code' in error && typeof error.code === 'string') {
    return error.code;
  }
  const causes = [
    'cause' in error ? error.cause : undefined,
    ...('errors' in error && Array.isArray(error.errors) ? error.errors : []),
  ];
  return causes.map(errorCode).find(code => code !== undefined);
}

/** Says in words why a connection failed; the error's own text may hold addresses with credentials. */
export function transportFailure(what: string, error: unknown): ReadFailure {
  if (error instanceof ReadFailure) {
    return error;
  }
  const code = errorCode(error);
  const reason =
    (code && TRANSPORT_REASONS[code]) ??
    `the connection failed${code ? ` (${code})` : ''}`;
  return new ReadFailure('unreachable', `${what}: ${reason}`, { cause: error });
}

function denied(what: string, access: Access | undefined): ReadFailure {
  const grant = access && `; grant ${access.verb} on ${access.resource}`;
  const where = access?.namespace && ` in namespace ${access.namespace}`;
  return new ReadFailure(
    'forbidden',
    `${what}: permission was denied (403)${grant ?? ''}${where ?? ''}`,
    { denied: access },
  );
}

/** The failure that an HTTP status, or the `code` of a Kubernetes Status, stands for. */
export function statusFailure(
  what: string,
  status: number,
  details: {
    readonly retryAfterMs?: number;
    readonly access?: Access;
  } = {},
): ReadFailure {
  switch (status) {
    case 401:
      return new ReadFailure(
        'forbidden',
        `${what}: the credentials were refused (401)`,
      );
    case 403:
      return denied(what, details.access);
    case 410:
      return new ReadFailure('expired', `${what}: resource version too old`);
    case 400:
    case 422:
      return new ReadFailure('unsupported', `${what}: refused (${status})`);
    case 404:
      return new ReadFailure(
        'notFound',
        `${what}: not found (404); is this the address of a Kubernetes API server?`,
      );
    default:
      return status === 429 || status >= 500
        ? new ReadFailure('unreachable', `${what}: answered ${status}`, {
            retryAfterMs: details.retryAfterMs,
          })
        : new ReadFailure('broken', `${what}: answered ${status}`);
  }
}
