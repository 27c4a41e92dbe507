import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLines } from '../running/problem.mjs';
import { Container } from './container.mjs';
import { environmentOf } from './renderedSet.mjs';
import { Volumes } from './volumes.mjs';

/**
 * Runs the pod of one of the chart's CronJobs once, to its end.
 *
 * @param {ConstructorParameters<typeof import('./pod.mjs').Pod>[0]} surroundings
 * @param {{ name: string, environment: Record<string, string> }} job
 *   `name`: of the script, such as `backup`; `environment`: values that are set for this run
 */
export async function runJob(surroundings, { name, environment }) {
  const { set, work, secrets, network, hosts, image, children } = surroundings;
  const podName = `${set.name}-${name}`;
  const template = set.jobs.get(podName);
  const volumes = new Volumes({
    set: { ...set, template },
    work,
    secrets,
    podName,
  });
  await volumes.create();
  const [given] = template.containers;
  const spec = {
    ...given,
    env: given.env.map(variable => ({
      ...variable,
      value: environment[variable.name] ?? variable.value,
    })),
  };
  const { namespace, address } = await network.plugIn(podName);
  const log = join(work, `${podName}.log`);
  const container = new Container({
    ...{ spec, image, children, namespace, log },
    environment: environmentOf(spec, {
      ...{ podName, address, secrets, configMaps: set.configMaps },
    }),
    securityContext: template.securityContext,
    runsOnce: true,
    mounts: [
      ...(await volumes.mountsOf(spec)),
      [hosts.file, '/etc/hosts', 'ro'],
      [join(work, 'resolv.conf'), '/etc/resolv.conf', 'ro'],
    ],
  });
  await container.start();
  const code = await container.ended();
  await network.unplug(namespace);
  if (code !== 0) {
    throw new Error(
      `The Job ${podName} ended with ${code}: ${lastLines(await readFile(log, 'utf8'), 3)}`,
    );
  }
}
