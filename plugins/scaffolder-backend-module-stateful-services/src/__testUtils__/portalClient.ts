interface Task {
  readonly status: string;
}

/** Reads again until it is as expected, for at most 30 s. */
async function until<T>(
  read: () => Promise<T>,
  isAsExpected: (value: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await read();
    if (isAsExpected(value)) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`still ${JSON.stringify(value)} after 30 s`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}

/** Uses a portal as its frontend does, over HTTP. */
export function portalClient(baseUrl: string) {
  const get = async (path: string) => {
    const response = await fetch(`${baseUrl}${path}`, {
      signal: AbortSignal.timeout(5000),
    });
    return response.ok ? response.json() : undefined;
  };
  const entity = (path: string): Promise<unknown> =>
    until(() => get(`/api/catalog/entities/by-name/${path}`), Boolean);

  /** Fills the form of an engine in and waits for the task; a refused form has the HTTP status instead. */
  async function create(engine: string, values: Record<string, unknown>) {
    await entity(`template/default/${engine}`);
    const response = await fetch(`${baseUrl}/api/scaffolder/v2/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        templateRef: `template:default/${engine}`,
        values,
      }),
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) {
      return { status: response.status, log: await response.text() };
    }
    const { id } = await response.json();
    const task = await until<Task>(
      () => get(`/api/scaffolder/v2/tasks/${id}`),
      ({ status }) => ['completed', 'failed'].includes(status),
    );
    const events: { body: { message: string } }[] = await get(
      `/api/scaffolder/v2/tasks/${id}/events`,
    );
    return {
      status: task.status,
      log: events.map(({ body }) => body.message).join('\n'),
    };
  }

  /** Tries a template without doing anything: the paths of the files that it would make. */
  async function dryRun(template: unknown, values: Record<string, unknown>) {
    const response = await fetch(`${baseUrl}/api/scaffolder/v2/dry-run`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ template, values, directoryContents: [] }),
      signal: AbortSignal.timeout(20_000),
    });
    const answer: { directoryContents?: { path: string }[] } =
      await response.json();
    return {
      status: response.status,
      paths: answer.directoryContents?.map(({ path }) => path),
    };
  }
  return { entity, create, dryRun };
}
