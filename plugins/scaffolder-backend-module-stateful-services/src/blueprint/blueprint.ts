/** A file of a repository. */
export interface RepositoryFile {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly content: string;
  readonly executable?: boolean;
}

/** The static part of a generated repository, released under a version. */
export interface Blueprint {
  readonly name: string;
  readonly version: string;
  /** Written as they are, sorted by path. */
  readonly assets: readonly RepositoryFile[];
}
