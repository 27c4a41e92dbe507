import {
  chmod,
  chown,
  mkdir,
  readdir,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';

/** The volumes of one pod as folders of this machine: claims that stay, and the others, made anew with the pod. */
export class Volumes {
  /**
   * @param {{
   *   set: import('./renderedSet.mjs').RenderedSet, work: string, podName: string,
   *   secrets: Record<string, Record<string, string>>,
   * }} pod `secrets`: what is in each Secret, by its name
   */
  constructor({ set, work, podName, secrets }) {
    this.set = set;
    this.claims = join(work, 'claims');
    this.podName = podName;
    this.others = join(work, 'volumes', podName);
    this.secrets = secrets;
  }

  async create() {
    await rm(this.others, { recursive: true, force: true });
    const { securityContext, volumes } = this.set.template;
    this.owner = [securityContext.runAsUser, securityContext.fsGroup];
    for (const { name } of volumes) await this.#folder(join(this.others, name));
    await this.refresh();
  }

  /** Writes what ConfigMaps and Secrets hold now, as the kubelet does some time after they were changed. */
  async refresh() {
    for (const { name, configMap, secret } of this.set.template.volumes) {
      const folder = join(this.others, name);
      if (configMap)
        await this.#write(
          folder,
          this.set.configMaps.get(configMap.name),
          configMap,
        );
      if (secret)
        await this.#write(folder, this.secrets[secret.secretName], secret);
    }
  }

  /** As when the disk of the member is replaced by an empty one. */
  async loseDisk() {
    const own = (await readdir(this.claims)).filter(name =>
      name.endsWith(`-${this.podName}`),
    );
    for (const claim of own) {
      const folder = join(this.claims, claim);
      // What is in it, not itself: it may be a file system of its own.
      for (const name of await readdir(folder))
        await rm(join(folder, name), { recursive: true, force: true });
    }
  }

  /**
   * @param {{ volumeMounts: readonly object[] }} container
   * @returns {Promise<[from: string, to: string, access: string][]>}
   */
  async mountsOf(container) {
    const mounts = [];
    for (const {
      name,
      mountPath,
      subPath = '',
      readOnly,
    } of container.volumeMounts) {
      const folder = await this.#folder(join(this.#placeOf(name), subPath));
      mounts.push([folder, mountPath, readOnly ? 'ro' : 'rw']);
    }
    return mounts;
  }

  /** A volume that the template does not declare is of the set's claim templates. */
  #placeOf(name) {
    const declared = this.set.template.volumes.find(
      volume => volume.name === name,
    );
    if (declared === undefined)
      return join(this.claims, `${name}-${this.podName}`);
    const claim = declared.persistentVolumeClaim?.claimName;
    return claim === undefined
      ? join(this.others, name)
      : join(this.claims, claim);
  }

  async #folder(folder) {
    await mkdir(folder, { recursive: true });
    await chown(folder, ...this.owner);
    return folder;
  }

  async #write(folder, data, { items, defaultMode = 0o644 }) {
    const chosen = items ?? Object.keys(data).map(key => ({ key, path: key }));
    for (const { key, path } of chosen) {
      // At once, as the kubelet does: nobody reads half of a file, or of a script that runs.
      const aside = join(folder, `.${path}`);
      await writeFile(aside, data[key]);
      await chown(aside, 0, this.owner[1]);
      await chmod(aside, defaultMode);
      await rename(aside, join(folder, path));
    }
  }
}
