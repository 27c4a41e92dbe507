import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackend } from '../../bench/backends/startBackend.mjs';
import { ApiServer } from '../../bench/cluster/apiServer.mjs';
import { startWrittenCluster } from '../../bench/cluster/writtenCluster.mjs';
import { installTools } from '../../real/installTools.mjs';
import { startControlPlane } from '../../real/controlPlane.mjs';
import { Children } from '../../running/children.mjs';

/** Where a fault is made that needs clusters or backends of its own. Everything in it ends with it. */
export class Place {
  #children = new Children();
  /** @type {(() => Promise<unknown>)[]} */
  #ends = [];
  #tools;
  #dir;

  /** @template T @param {(place: Place) => Promise<T>} use @returns {Promise<T>} */
  static async with(use) {
    const place = new Place();
    place.#children.endOnSignals();
    try {
      place.#dir = await mkdtemp(join(tmpdir(), 'fault-'));
      place.onEnd(() => rm(place.#dir, { recursive: true, force: true }));
      place.#tools = await installTools(place.#children, {
        out: process.stderr,
      });
      return await use(place);
    } finally {
      await place.#children.endAll();
      for (const end of place.#ends.reverse()) await end();
    }
  }

  /** @param {() => Promise<unknown>} end run before those that were given earlier */
  onEnd(end) {
    this.#ends.push(end);
  }

  /** An API server alone, with services in it. @param {{ services: number }} wish */
  async startWritten({ services }) {
    const dir = await mkdtemp(join(this.#dir, 'written-'));
    return this.#keep(
      await startWrittenCluster({ dir, tools: this.#tools, services }),
    );
  }

  /** With controllers, a scheduler and nodes. */
  async startReal() {
    const dir = await mkdtemp(join(this.#dir, 'real-'));
    return this.#keep(await startControlPlane({ dir, tools: this.#tools }));
  }

  /** @param {Partial<Parameters<typeof startBackend>[1]>} wish */
  async startBackend(wish) {
    const dir = await mkdtemp(join(this.#dir, 'backend-'));
    return startBackend(this.#children, {
      side: 'own',
      dir,
      entities: 1,
      ...wish,
    });
  }

  async #keep(plane) {
    this.onEnd(() => plane.stop());
    const api = await ApiServer.of(plane);
    this.onEnd(() => api.close());
    const { url, adminToken: token } = plane;
    return { plane, api, access: { url, token, caData: api.caData } };
  }
}
