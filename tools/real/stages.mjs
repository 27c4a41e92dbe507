import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What kwok plays: nodes that come up and keep their lease, pods that become ready at once, run to their end and go away.
 * The chaos stages act only on objects that ask for it by label or annotation.
 */
const documents = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
  'pod/chaos/pod-container-running-failed.yaml',
  'pod/chaos/pod-init-container-running-failed.yaml',
];

/**
 * Keeps kwok's own stage documents beside its binary, since it does nothing without them.
 *
 * @param {string} goModFolder the folder whose go.mod requires kwok
 * @param {string} place the folder that gets them, as stages.yaml
 */
export async function writeStages(goModFolder, place) {
  const source = execFileSync(
    'go',
    ['list', '-m', '-f', '{{.Dir}}', 'sigs.k8s.io/kwok'],
    {
      cwd: goModFolder,
      encoding: 'utf8',
      env: { ...process.env, GOFLAGS: '-mod=readonly' },
    },
  ).trim();
  const texts = documents.map(name =>
    readFileSync(join(source, 'kustomize', 'stage', name), 'utf8'),
  );
  await writeFile(join(place, 'stages.yaml'), texts.join('\n---\n'));
}
