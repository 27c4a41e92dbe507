import { Remediation } from './rule';

type Details = Partial<Omit<Remediation, 'text'>>;

/** A step that changes nothing, or nothing that could hurt, unless its danger is given. */
export function step(text: string, details: Details = {}): Remediation {
  return { text, danger: 'safe', ...details };
}

interface Named {
  readonly namespace: string;
  readonly name: string;
}

export function describeCommand(kind: string, object: Named): string {
  return object.namespace
    ? `kubectl describe ${kind} ${object.name} --namespace ${object.namespace}`
    : `kubectl describe ${kind} ${object.name}`;
}

/** A merge patch; whoever owns the object in Git has to make the change there instead. */
export function patchCommand(
  kind: string,
  object: Named,
  patch: object,
): string {
  const where = object.namespace ? ` --namespace ${object.namespace}` : '';
  return `kubectl patch ${kind} ${object.name}${where} --type merge --patch '${JSON.stringify(patch)}'`;
}

export function deletePodCommand(pod: Named): string {
  return `kubectl delete pod ${pod.name} --namespace ${pod.namespace}`;
}
