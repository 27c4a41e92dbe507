import { randomBytes } from 'node:crypto';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './cluster.mjs';

export const newPassword = () => randomBytes(18).toString('base64');

/** The client of the drills: what it needs to connect, as a file, never as an argument. */
export class Client {
  /**
   * @param {{ work: string, certificates?: Record<string, string>, brokers: import('../podSet.mjs').PodSet }} options
   *   `certificates`: absent when everything is in plain text
   */
  constructor({ work, certificates, brokers }) {
    this.folder = join(work, 'client');
    this.certificates = certificates;
    this.brokers = brokers;
  }

  /** @param {string} [password] */
  async use(password) {
    this.password = password;
    await mkdir(this.folder, { recursive: true });
    if (this.certificates)
      await writeFile(join(this.folder, 'ca.crt'), this.certificates['ca.crt']);
    await writeFile(
      join(this.folder, 'client.properties'),
      this.#properties('/run/client/ca.crt'),
    );
  }

  /**
   * Whether the broker lets in whoever has the password of this client.
   *
   * @param {import('../pod.mjs').Pod} pod
   */
  async canLogIn(pod) {
    const file = join(pod.volumes.others, 'scratch', 'login.properties');
    await writeFile(file, this.#properties('/run/secrets/tls/ca.crt'));
    await chown(file, 1000, 1000);
    const { code } = await run(pod, [
      ...['/opt/kafka/bin/kafka-topics.sh', '--list'],
      ...['--bootstrap-server', `${pod.host}:9092`],
      ...['--command-config', '/tmp/login.properties'],
    ]);
    return code === 0;
  }

  /** @param {string} authority place of its certificate, as the client sees it */
  #properties(authority) {
    const bootstrap = this.brokers.pods.map(({ host }) => `${host}:9092`);
    const servers = `bootstrap.servers=${bootstrap.join(',')}`;
    if (this.certificates === undefined)
      return `${servers}\nsecurity.protocol=PLAINTEXT\n`;
    const login = `org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="${this.password}";`;
    const lines = [
      servers,
      'security.protocol=SASL_SSL',
      'sasl.mechanism=SCRAM-SHA-512',
      `sasl.jaas.config=${login}`,
      'ssl.truststore.type=PEM',
      `ssl.truststore.location=${authority}`,
    ];
    return `${lines.join('\n')}\n`;
  }
}
