import { readFile } from 'node:fs/promises';
import { Agent, request } from 'undici';

/**
 * What somebody who shows workloads asks. The API server's own housekeeping reads single objects of other kinds, and every three
 * minutes all Services, to see which node ports are taken (1.36, with nobody else there); those who are measured watch Services,
 * or list those of a namespace.
 */
const asked =
  /[{,]verb="LIST"|resource="(pods|statefulsets|persistentvolumeclaims|persistentvolumes|poddisruptionbudgets)".*verb="GET"/;
const housekeeping =
  /[{,]resource="(leases|configmaps|apiservices|flowschemas|prioritylevelconfigurations|customresourcedefinitions|[a-z]*webhookconfigurations|(cluster)?role(binding)?s|ipaddresses|servicecidrs|)"|[{,]resource="services",scope="cluster"/;

/** An administrator's access to the API server, beside those who are measured. */
export class ApiServer {
  #url;
  #token;
  #agent;

  /** @param {import('../../real/controlPlane.mjs').ControlPlane} plane */
  static async of({ url, adminToken, kubeconfig }) {
    const { clusters } = JSON.parse(await readFile(kubeconfig, 'utf8'));
    const ca = Buffer.from(
      clusters[0].cluster['certificate-authority-data'],
      'base64',
    );
    return new ApiServer(url, adminToken, ca);
  }

  constructor(url, token, ca) {
    this.#url = url;
    this.#token = token;
    this.#agent = new Agent({ connect: { ca }, allowH2: true });
    this.caData = ca.toString('base64');
  }

  /**
   * Requests for workloads that were answered so far, and the bytes sent for them. Watches count while they are open: the API
   * server ends each after some minutes, and whoever opens it again makes no more of them.
   *
   * @returns {Promise<{ requests: number, bytes: number }>}
   */
  async counters() {
    const text = await (await this.#request('GET', '/metrics')).text();
    let requests = 0;
    let bytes = 0;
    for (const line of text.split('\n')) {
      const value = Number(line.slice(line.lastIndexOf(' ') + 1));
      if (!asked.test(line) || housekeeping.test(line)) {
        continue;
      } else if (line.startsWith('apiserver_request_total{')) {
        requests += value;
      } else if (line.startsWith('apiserver_response_sizes_sum{')) {
        bytes += value;
      }
    }
    return { requests: requests + openWatchesIn(text), bytes };
  }

  /** @returns {Promise<number>} watches that are open now */
  async openWatches() {
    return openWatchesIn(await (await this.#request('GET', '/metrics')).text());
  }

  /** @param {string} path @param {object} patch merged into the object */
  async patch(path, patch) {
    const body = await this.#request('PATCH', path, {
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify(patch),
    });
    await body.dump();
  }

  /** @param {string} path */
  async get(path) {
    return (await this.#request('GET', path)).json();
  }

  /** @param {string} path of the collection @param {object} object */
  async create(path, object) {
    const body = await this.#request('POST', path, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(object),
    });
    return body.json();
  }

  /** @param {string} path */
  async delete(path) {
    await (await this.#request('DELETE', path)).dump();
  }

  /** @param {string} token of somebody else @param {string} path @returns {Promise<number>} the HTTP status */
  async statusFor(token, path) {
    const answer = await request(`${this.#url}${path}`, {
      dispatcher: this.#agent,
      headers: { authorization: `Bearer ${token}` },
    });
    await answer.body.dump();
    return answer.statusCode;
  }

  close() {
    return this.#agent.destroy();
  }

  async #request(method, path, { headers, body } = {}) {
    const answer = await request(`${this.#url}${path}`, {
      method,
      dispatcher: this.#agent,
      headers: { ...headers, authorization: `Bearer ${this.#token}` },
      body,
    });
    if (answer.statusCode >= 300) {
      throw new Error(
        `${method} ${path} was answered with ${answer.statusCode}: ${await answer.body.text()}`,
      );
    }
    return answer.body;
  }
}

/** @param {string} metrics of the API server */
function openWatchesIn(metrics) {
  const lines = metrics
    .split('\n')
    .filter(line => /^apiserver_longrunning_requests{.*WATCH/.test(line));
  return lines.reduce(
    (sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)),
    0,
  );
}
