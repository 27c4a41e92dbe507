export interface RefreshLoopOptions {
  /** One refresh. Must not reject; the signal aborts when the loop stops. */
  readonly load: (signal: AbortSignal) => Promise<void>;
  /** Time between the end of a refresh and the start of the next, in milliseconds. */
  readonly intervalMs: number;
  readonly startPaused: boolean;
}

export interface RefreshLoop {
  /** Refreshes now, or right after the refresh that is under way. */
  request(): void;
  pause(): void;
  /** Goes on with a refresh at once. */
  resume(): void;
  stop(): void;
}

/** Refreshes at once and then again and again, one at a time. */
export function startRefreshLoop(options: RefreshLoopOptions): RefreshLoop {
  const { load, intervalMs } = options;
  const controller = new AbortController();
  let paused = options.startPaused;
  let running = false;
  let requested = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    requested = true;
    if (running || paused || controller.signal.aborted) {
      return;
    }
    clearTimeout(timer);
    running = true;
    while (requested && !paused && !controller.signal.aborted) {
      requested = false;
      await load(controller.signal);
    }
    running = false;
    if (!paused && !controller.signal.aborted) {
      timer = setTimeout(run, intervalMs);
    }
  }

  void run();
  return {
    request: () => void run(),
    pause() {
      paused = true;
      clearTimeout(timer);
    },
    resume() {
      if (paused) {
        paused = false;
        void run();
      }
    },
    stop() {
      controller.abort();
      clearTimeout(timer);
    },
  };
}
