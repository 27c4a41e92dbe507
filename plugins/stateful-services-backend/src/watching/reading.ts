/** How the body of an answer is read. */
export interface Reading {
  readonly onBytes: (count: number) => void;
  /** The request, for messages. */
  readonly what: string;
}
