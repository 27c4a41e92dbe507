export interface Config {
  app?: {
    /**
     * Auth provider that signs the user in without asking, e.g. `guest` or that of an authenticating proxy.
     * @visibility frontend
     */
    signInProvider?: string;
  };
}
