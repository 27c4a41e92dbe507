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

/**
 * Tells who asks, and keeps that for three seconds for the very same request on the same connection: to verify a token is most
 * of the work for a view.
 *
 * @remarks A portal is free to take its callers from anything, be it a header of a proxy or the certificate of a client.
 * Therefore an answer is kept for all that a request says and not for its token alone.
 */
export class RecentCallers {
  readonly #connections = new WeakMap<
    Socket,
    RecentAnswers<BackstageCredentials>
  >();

  constructor(
    private readonly httpAuth: HttpAuthService,
    private readonly now: () => number,
  ) {}

  /** @throws AuthenticationError without credentials, or with such as have ended; NotAllowedError for those of neither. */
  async credentials(request: AnyRequest): Promise<BackstageCredentials> {
    const verify = () => this.httpAuth.credentials(request, CALLERS);
    const credentials = await this.#answersOn(request.socket).get(
      JSON.stringify([request.originalUrl, request.rawHeaders]),
      verify,
    );
    return this.#hasEnded(credentials) ? verify() : credentials;
  }

  #answersOn(connection: Socket): RecentAnswers<BackstageCredentials> {
    const known = this.#connections.get(connection);
    if (known) {
      return known;
    }
    const answers = new RecentAnswers<BackstageCredentials>(this.now);
    this.#connections.set(connection, answers);
    return answers;
  }

  #hasEnded({ expiresAt }: BackstageCredentials): boolean {
    return expiresAt !== undefined && expiresAt.getTime() <= this.now();
  }
}
