import { Socket } from 'node:net';
import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { RecentAnswers } from './recentAnswers';

/** People and other plugins; whoever has the credentials of neither is refused. */
const CALLERS: { readonly allow: ('user' | 'service')[] } = {
  allow: ['user', 'service'],
};

type AnyRequest = Parameters<HttpAuthService['credentials']>[0];

/** What a connection was last asked with. */
interface RecentHeaders {
  /** Names and values in turn, as they were sent. */
  readonly headers: readonly string[];
  /** By address. */
  readonly callers: RecentAnswers<BackstageCredentials>;
}

function isEqual(some: readonly string[], others: readonly string[]): boolean {
  return (
    some.length === others.length &&
    some.every((text, index) => text === others[index])
  );
}

/**
 * Tells who asks, and keeps that for three seconds for the very same request on the same connection: to verify a token is most
 * of the work for a view.
 *
 * @remarks A portal is free to take its callers from anything, be it a header of a proxy or the certificate of a client.
 * Therefore an answer is kept for all that a request says and not for its token alone. Headers are compared where they are: a
 * text of all of them for each view is garbage, and to collect it delays others.
 */
export class RecentCallers {
  readonly #connections = new WeakMap<Socket, RecentHeaders>();

  constructor(
    private readonly httpAuth: HttpAuthService,
    private readonly now: () => number,
  ) {}

  /** @throws AuthenticationError without credentials, or with such as have ended; NotAllowedError for those of neither. */
  async credentials(request: AnyRequest): Promise<BackstageCredentials> {
    const verify = () => this.httpAuth.credentials(request, CALLERS);
    const credentials = await this.#callersOf(request).get(
      request.originalUrl,
      verify,
    );
    return this.#hasEnded(credentials) ? verify() : credentials;
  }

  /** Those who have asked with these headers on this connection, unless it has been asked with others since. */
  #callersOf({
    socket,
    rawHeaders,
  }: AnyRequest): RecentAnswers<BackstageCredentials> {
    const known = this.#connections.get(socket);
    if (known && isEqual(known.headers, rawHeaders)) {
      return known.callers;
    }
    const callers = new RecentAnswers<BackstageCredentials>(this.now);
    this.#connections.set(socket, { headers: rawHeaders, callers });
    return callers;
  }

  #hasEnded({ expiresAt }: BackstageCredentials): boolean {
    return expiresAt !== undefined && expiresAt.getTime() <= this.now();
  }
}
