import { parseAllDocuments } from 'yaml';
import { outputOf } from './runCommand.mjs';

/**
 * @typedef {{
 *   name: string, namespace: string, replicas: number, template: object, minReadySeconds: number,
 *   jobs: ReadonlyMap<string, object>, configMaps: ReadonlyMap<string, Record<string, string>>, memberName: (ordinal: number) => string,
 * }} RenderedSet
 *   `jobs`: pod templates of its CronJobs. What the chart says about a StatefulSet, read from what helm renders.
 */

/**
 * @param {{ helm: string, chart: string, values: string, settings: readonly string[], release: string }} chart
 *   `settings`: as --set takes them
 * @returns {Promise<RenderedSet[]>} every StatefulSet of the chart, and every Deployment, whose pods have ordinals here as well
 */
export async function renderSets({ helm, chart, values, settings, release }) {
  const namespace = 'drill';
  const text = await outputOf(helm, [
    ...['template', release, chart, '--namespace', namespace],
    ...['--values', values, '--kube-version', '1.36.3'],
    ...settings.flatMap(setting => ['--set', setting]),
  ]);
  const objects = parseAllDocuments(text)
    .map(document => document.toJS())
    .filter(Boolean);
  const configMaps = new Map(
    objects
      .filter(({ kind }) => kind === 'ConfigMap')
      .map(({ metadata, data }) => [metadata.name, data]),
  );
  const jobs = new Map(
    objects
      .filter(({ kind }) => kind === 'CronJob')
      .map(({ metadata, spec }) => [
        metadata.name,
        spec.jobTemplate.spec.template.spec,
      ]),
  );
  return objects
    .filter(({ kind }) => ['StatefulSet', 'Deployment'].includes(kind))
    .map(({ metadata, spec }) => ({
      name: metadata.name,
      namespace,
      replicas: spec.replicas,
      template: spec.template.spec,
      minReadySeconds: spec.minReadySeconds ?? 0,
      jobs,
      configMaps,
      memberName: ordinal =>
        `${metadata.name}-${ordinal}.${spec.serviceName ?? metadata.name}.${namespace}.svc.cluster.local`,
    }));
}

const units = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/**
 * The environment as the kubelet gives it to a container.
 *
 * @param {{ env?: readonly object[], resources?: { limits?: Record<string, string> } }} container
 * @param {{
 *   podName: string, address: string, zone: string, secrets: Record<string, Record<string, string>>,
 *   configMaps: ReadonlyMap<string, Record<string, string>>,
 * }} pod
 */
export function environmentOf(container, pod) {
  return (container.env ?? []).map(
    variable => `${variable.name}=${valueOf(variable, { container, pod })}`,
  );
}

function valueOf({ name, value, valueFrom }, { container, pod }) {
  if (valueFrom === undefined) return value ?? '';
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } =
    valueFrom;
  const fields = {
    'metadata.name': pod.podName,
    'metadata.namespace': 'drill',
    'status.podIP': pod.address,
    "metadata.labels['topology.kubernetes.io/zone']": pod.zone,
  };
  const given =
    fields[fieldRef?.fieldPath] ??
    pod.secrets[secretKeyRef?.name]?.[secretKeyRef?.key] ??
    pod.configMaps.get(configMapKeyRef?.name)?.[configMapKeyRef?.key];
  if (given !== undefined) return given;
  if (resourceFieldRef?.resource === 'limits.memory') {
    const [, amount, unit] = /^(\d+)(Ki|Mi|Gi)$/.exec(
      container.resources.limits.memory,
    );
    return (
      (amount * units[unit]) /
      divisorOf(resourceFieldRef.divisor)
    ).toString();
  }
  throw new Error(
    `The drill cannot give ${name} a value: ${JSON.stringify(valueFrom)}`,
  );
}

/** @param {string | undefined} divisor such as `1Mi` */
function divisorOf(divisor = '1') {
  const [, amount, unit] = /^(\d+)(Ki|Mi|Gi)?$/.exec(divisor);
  return amount * (units[unit] ?? 1);
}
