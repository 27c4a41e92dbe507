/** What came back on a GET: the status line has been read, the body has not. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Value of `Retry-After` in milliseconds, when the server sent one in seconds. */
  readonly retryAfterMs?: number;
  /** Must be read to its end or left early; both free the connection. Rejects when the connection breaks. */
  readonly body: AsyncIterable<Uint8Array>;
}

export interface ApiRequest {
  /** Path below the server's address, e.g. `/api/v1/pods`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Media types; JSON, unless given. */
  readonly accept?: string;
  /** Ends the request, also while its body is being read. */
  readonly signal: AbortSignal;
}

/** One cluster's API server, as its credentials see it. */
export interface ApiReader {
  /** Address without credentials, for messages. */
  readonly address: string;
  /** Rejects when no answer arrives: with {@link ReadFailure}, or the signal's reason once it is aborted. */
  get(request: ApiRequest): Promise<ApiAnswer>;
  close(): Promise<void>;
}
