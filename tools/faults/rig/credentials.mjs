import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const namespace = 'shop-0';
const everything = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
];
const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`;
const rbac = '/apis/rbac.authorization.k8s.io/v1';

/** A service account that may read everything, whose token lies in a file, as it does in a pod. */
export class User {
  #api;
  #name;
  #file;
  #token;

  /** @param {import('../../bench/cluster/apiServer.mjs').ApiServer} api @param {{ name: string, dir: string }} wish */
  static async create(api, { name, dir }) {
    const user = new User(api, { name, dir });
    await api.create(accounts, user.#account);
    await api.create(`${rbac}/clusterroles`, {
      metadata: { name },
      rules: everything,
    });
    await api.create(`${rbac}/clusterrolebindings`, {
      metadata: { name },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name,
      },
      subjects: [user.subject],
    });
    await user.renewToken();
    return user;
  }

  constructor(api, { name, dir }) {
    this.#api = api;
    this.#name = name;
    this.#file = join(dir, `${name}.token`);
  }

  get #account() {
    return { metadata: { name: this.#name } };
  }

  get subject() {
    return { kind: 'ServiceAccount', namespace, name: this.#name };
  }

  /** As a kubeconfig names it. */
  get credentials() {
    return { tokenFile: this.#file };
  }

  /** @returns {Promise<number>} what the API server answers to a request with the token that lies in the file */
  statusOfRequest() {
    return this.#api.statusFor(
      this.#token,
      `/apis/apps/v1/namespaces/${namespace}/statefulsets?limit=1`,
    );
  }

  /** Puts another token into the file. */
  async renewToken() {
    const { status } = await this.#api.create(
      `${accounts}/${this.#name}/token`,
      { spec: { audiences: [], expirationSeconds: 3_600 } },
    );
    this.#token = status.token;
    await writeFile(this.#file, status.token, { mode: 0o600 });
  }

  /** The account is another one from now on, and the token in the file worth nothing. */
  async replaceAccount() {
    await this.#api.delete(`${accounts}/${this.#name}`);
    await this.#api.create(accounts, this.#account);
  }

  /** @param {readonly string[]} core what it may read of the core group, `*` being all */
  async allow(core) {
    const verbs = ['get', 'list', 'watch'];
    const groups = [
      'apps',
      'policy',
      'discovery.k8s.io',
      'autoscaling',
      'storage.k8s.io',
      'snapshot.storage.k8s.io',
    ];
    await this.#api.patch(`${rbac}/clusterroles/${this.#name}`, {
      rules: [
        { apiGroups: groups, resources: ['*'], verbs },
        { apiGroups: [''], resources: core, verbs },
      ],
    });
  }
}
