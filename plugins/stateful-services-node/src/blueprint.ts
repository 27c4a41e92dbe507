/**
 * A file of a repository.
 *
 * @public
 */
export interface RepositoryFile {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly content: string;
  readonly executable?: boolean;
}

/**
 * The static part of a generated repository, released under a version.
 *
 * @public
 */
export interface Blueprint {
  readonly name: string;
  readonly version: string;
  /** Written as they are, sorted by path: those of the engine and those that every repository has. */
  readonly assets: readonly RepositoryFile[];
}
