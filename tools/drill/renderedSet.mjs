import { parseAllDocuments } from 'yaml';
import { outputOf } from './runCommand.mjs';

/**
 * @typedef {{
 *   name: string, namespace: string, replicas: number, template: object, minReadySeconds: number,
 *   jobs: ReadonlyMap<string, object>, configMaps: ReadonlyMap<string, Record<string, string>>, memberName: (ordinal: number) => string,
 * }} RenderedSet
 *   `jobs`: pod templates of its CronJobs. What the chart says about its StatefulSet, read from what helm renders.
 */

/**
 * @param {{ helm: string, chart: string, values: string, settings: string, release: string }} chart
 * @returns {Promise<RenderedSet>}
 */
export async function renderSet({ helm, chart, values, settings, release }) {
  const namespace = 'drill';
  const text = await outputOf(helm, [
    ...['template', release, chart, '--namespace', namespace],
    ...['--values', values, '--set', settings, '--kube-version', '1.36.3'],
  ]);
  const objects = parseAllDocuments(text)
    .map(document => document.toJS())
    .filter(Boolean);
  const { metadata, spec } = objects.find(({ kind }) => kind === 'StatefulSet');
  const configMaps = objects.filter(({ kind }) => kind === 'ConfigMap');
  return {
    name: metadata.name,
    namespace,
    replicas: spec.replicas,
    template: spec.template.spec,
    minReadySeconds: spec.minReadySeconds,
    jobs: new Map(
      objects
        .filter(({ kind }) => kind === 'CronJob')
        .map(job => [
          job.metadata.name,
          job.spec.jobTemplate.spec.template.spec,
        ]),
    ),
    configMaps: new Map(configMaps.map(map => [map.metadata.name, map.data])),
    memberName: ordinal =>
      `${metadata.name}-${ordinal}.${spec.serviceName}.${namespace}.svc.cluster.local`,
  };
}

const units = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/**
 * The environment as the kubelet gives it to a container.
 *
 * @param {{ env?: readonly object[], resources?: { limits?: Record<string, string> } }} container
 * @param {string} podName
 */
export function environmentOf(container, podName) {
  return (container.env ?? []).map(({ name, value, valueFrom }) => {
    if (valueFrom === undefined) return `${name}=${value}`;
    if (valueFrom.fieldRef?.fieldPath === 'metadata.name')
      return `${name}=${podName}`;
    if (valueFrom.resourceFieldRef?.resource === 'limits.memory') {
      const [, amount, unit] = /^(\d+)(Ki|Mi|Gi)$/.exec(
        container.resources.limits.memory,
      );
      return `${name}=${amount * units[unit]}`;
    }
    throw new Error(
      `The drill cannot give ${name} a value: ${JSON.stringify(valueFrom)}`,
    );
  });
}
