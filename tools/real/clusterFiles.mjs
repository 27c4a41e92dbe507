import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {{ adminToken: string, limitedToken: string }} Tokens
 *   bearer tokens of a cluster administrator and of the user `limited` (manifests/limited-user.yaml)
 */

/**
 * Writes what the API server needs to know before it starts.
 *
 * @param {string} dir
 * @returns {Promise<Tokens>}
 */
export async function writeCredentials(dir) {
  const pki = join(dir, 'pki');
  await mkdir(pki, { recursive: true, mode: 0o700 });
  await mkdir(join(dir, 'logs'), { recursive: true });
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await writeFile(join(pki, 'sa.key'), privateKey, { mode: 0o600 });
  await writeFile(join(pki, 'sa.pub'), publicKey);
  const token = () => randomBytes(16).toString('hex');
  const tokens = { adminToken: token(), limitedToken: token() };
  const lines = [
    `${tokens.adminToken},admin,admin,system:masters`,
    `${tokens.limitedToken},limited,limited`,
  ];
  await writeFile(join(pki, 'tokens.csv'), `${lines.join('\n')}\n`, {
    mode: 0o600,
  });
  return tokens;
}

/**
 * @param {string} file
 * @param {{ url: string, certificate: Buffer, user: string, token: string }} access `certificate`: whom to trust, in PEM
 */
export async function writeKubeconfig(file, { url, certificate, user, token }) {
  const name = 'real';
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: {
          server: url,
          'certificate-authority-data': certificate.toString('base64'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name, context: { cluster: name, user } }],
    'current-context': name,
  };
  // JSON is YAML as well.
  await writeFile(file, `${JSON.stringify(kubeconfig, null, 2)}\n`, {
    mode: 0o600,
  });
}
