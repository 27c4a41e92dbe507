import { execFile } from 'node:child_process';
import { rmdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const answerTimeoutMs = 10_000;

/**
 * Removes the folders that the controller manager has made for PersistentVolumes; it has one fixed place for them on a
 * machine, outside the folder of the control plane. They are empty, since no kubelet has mounted them.
 *
 * @param {string} kubectl
 * @param {string} kubeconfig
 */
export async function removeVolumeFolders(kubectl, kubeconfig) {
  const paths = '{range .items[*]}{.spec.hostPath.path}{"\\n"}{end}';
  const listed = await promisify(execFile)(
    kubectl,
    [
      '--kubeconfig',
      kubeconfig,
      'get',
      'persistentvolumes',
      '-o',
      `jsonpath=${paths}`,
    ],
    { timeout: answerTimeoutMs },
    // An API server that does not answer any more keeps its folders; they hold nothing.
  ).catch(() => ({ stdout: '' }));
  const folders = listed.stdout
    .split('\n')
    .filter(path => path.startsWith('/tmp/hostpath_pv/'));
  await Promise.all(folders.map(folder => rmdir(folder).catch(ignoreMissing)));
}

/** @param {NodeJS.ErrnoException} error */
function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}
