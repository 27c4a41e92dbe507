export interface Config {
  statefulServices?: {
    /**
     * Where the scaffolder action `statefulServices:repo:publishLocal` keeps repositories. Absent: the action refuses.
     *
     * They are served without sign-in, read-only, under `/local-repositories` of the backend, so that the catalog can read
     * them. For demonstrations on one machine; use GitHub or GitLab elsewhere.
     */
    localRepositories?: {
      /** Directory of the repositories; a relative path starts at the working directory of the backend. */
      directory: string;
      /** Author of the commits. */
      author?: {
        /** Default: `Backstage Scaffolder`. */
        name?: string;
        /** Default: `scaffolder@backstage.invalid`. */
        email?: string;
      };
    };
  };
}
