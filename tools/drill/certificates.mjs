import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputOf } from './runCommand.mjs';

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/**
 * What cert-manager would write into the Secret of the members.
 *
 * @param {string} folder for the files that are made on the way
 * @param {{ commonName: string, names: readonly string[] }} subject
 * @returns {Promise<{ 'ca.crt': string, 'tls.crt': string, 'tls.key': string }>} PEM; the key as PKCS 8
 */
export async function makeCertificates(folder, { commonName, names }) {
  await mkdir(folder, { recursive: true });
  const file = name => join(folder, name);
  const openssl = (...args) => outputOf('openssl', args);
  await openssl(
    ...['req', '-x509', ...key, '-days', '1', '-subj', '/CN=drill authority'],
    ...['-keyout', file('ca.key'), '-out', file('ca.crt')],
  );
  await openssl(
    ...['req', ...key, '-subj', `/CN=${commonName}`],
    ...['-keyout', file('tls.key'), '-out', file('tls.csr')],
  );
  const alternatives = names.map(name => `DNS:${name}`).join(',');
  await writeFile(file('extensions'), `subjectAltName=${alternatives}\n`);
  await openssl(
    ...['x509', '-req', '-days', '1', '-in', file('tls.csr')],
    ...['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial'],
    ...['-extfile', file('extensions'), '-out', file('tls.crt')],
  );
  const read = name => readFile(file(name), 'utf8');
  return {
    'ca.crt': await read('ca.crt'),
    'tls.crt': await read('tls.crt'),
    'tls.key': await read('tls.key'),
  };
}
