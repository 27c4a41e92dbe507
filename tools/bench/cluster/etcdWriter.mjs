import { Pool } from 'undici';

const objectsInOne = 64;
const connections = 4;

/** Where an API server 1.36 keeps the objects of a kind. */
const folders = {
  EndpointSlice: 'endpointslices',
  Namespace: 'namespaces',
  Node: 'minions',
  PersistentVolume: 'persistentvolumes',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Pod: 'pods',
  PodDisruptionBudget: 'poddisruptionbudgets',
  Service: 'services/specs',
  StatefulSet: 'statefulsets',
  StorageClass: 'storageclasses',
};

const base64 = text => Buffer.from(text).toString('base64');

/** @param {{ kind: string, metadata: { namespace?: string, name: string } }} object */
function keyOf({ kind, metadata: { namespace, name } }) {
  return ['/registry', folders[kind], namespace, name]
    .filter(Boolean)
    .join('/');
}

/**
 * Writes objects to etcd as they are, uid and status included. An API server reads JSON there as well as its own encoding, and
 * through the API the same would be four times as many writes.
 *
 * @param {string} etcdUrl
 * @param {Iterable<object>} objects
 */
export async function writeToEtcd(etcdUrl, objects) {
  const pool = new Pool(etcdUrl, { connections });
  const batches = batchesOf(objects);
  const write = async () => {
    for (const batch of batches) await writeBatch(pool, batch);
  };
  try {
    await Promise.all(Array.from({ length: connections }, write));
  } finally {
    await pool.close();
  }
}

function* batchesOf(objects) {
  let batch = [];
  for (const object of objects) {
    batch.push(object);
    if (batch.length === objectsInOne) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function writeBatch(pool, objects) {
  const success = objects.map(object => ({
    requestPut: {
      key: base64(keyOf(object)),
      value: base64(JSON.stringify(object)),
    },
  }));
  await post(pool, '/v3/kv/txn', { success });
}

/** @param {string} etcdUrl @param {object} object */
export async function deleteFromEtcd(etcdUrl, object) {
  await once(etcdUrl, '/v3/kv/deleterange', { key: base64(keyOf(object)) });
}

/** Forgets all of the past, as the API server has etcd do every five minutes. @param {string} etcdUrl */
export async function compactEtcd(etcdUrl) {
  const { header } = await once(etcdUrl, '/v3/kv/range', { key: base64('x') });
  await once(etcdUrl, '/v3/kv/compaction', {
    revision: header.revision,
    physical: true,
  });
}

async function once(etcdUrl, path, wish) {
  const pool = new Pool(etcdUrl);
  try {
    return await post(pool, path, wish);
  } finally {
    await pool.close();
  }
}

async function post(pool, path, wish) {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path,
    body: JSON.stringify(wish),
  });
  const text = await body.text();
  if (statusCode !== 200)
    throw new Error(`etcd answered ${statusCode}: ${text}`);
  return JSON.parse(text);
}
