import {
  EntityReport,
  entityReportSchema,
  Timeline,
  timelineSchema,
} from 'backstage-plugin-stateful-services-common';
import { ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';

const PACKAGE = join(__filename, '../../../..');

/** What the plugin answers at an address. */
export class PluginApi {
  constructor(readonly address: string) {}

  async getReport(entity: string): Promise<EntityReport> {
    return entityReportSchema.parse(await this.#get(entity));
  }

  async getTimeline(entity: string): Promise<Timeline> {
    return timelineSchema.parse(
      await this.#get(`${entity}/timeline?limit=200`),
    );
  }

  async #get(path: string): Promise<unknown> {
    const response = await fetch(
      `${this.address}/api/stateful-services/reports/by-entity/${path}`,
    );
    if (!response.ok) {
      throw new Error(`${path} was answered with ${response.status}`);
    }
    return response.json();
  }
}

/** A backend in a process of its own, which can be ended as power cuts end one. */
export class Replica extends PluginApi {
  private constructor(
    private readonly process: ChildProcessByStdio<Writable, Readable, null>,
    address: string,
  ) {
    super(address);
  }

  static async start(setup: {
    readonly config: object;
    readonly entities: readonly object[];
  }): Promise<Replica> {
    const child = spawn(
      process.execPath,
      [
        '--require',
        '@backstage/cli-node/config/nodeTransform.cjs',
        join(PACKAGE, 'dev/replica.ts'),
        JSON.stringify(setup),
      ],
      {
        cwd: PACKAGE,
        env: { ...process.env, NODE_ENV: 'test' },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The replica ended with code ${code} before it served`);
    });
    const address = await Promise.race([addressIn(child.stdout), ended]);
    return new Replica(child, address);
  }

  /** Ends the process without giving it a chance to say or write anything. */
  async kill(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exit = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await exit;
    }
  }
}

function addressIn(output: Readable): Promise<string> {
  let text = '';
  return new Promise(resolve => {
    output.on('data', chunk => {
      text += chunk;
      const address = /^http:\/\/localhost:\d+$/m.exec(text);
      if (address) {
        resolve(address[0]);
      }
    });
  });
}
