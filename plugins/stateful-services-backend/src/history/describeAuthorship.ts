import { StatefulSetRecord } from 'backstage-plugin-stateful-services-common';
import { Authorship } from './historyEntry';

/** Written by Helm 3 and 4 on everything that belongs to a release. */
const HELM_RELEASE = 'meta.helm.sh/release-name';

/** Written by Argo CD when it tracks by annotation, `<application>:<group>/<kind>:<namespace>/<name>`; its default since 3.0. */
const ARGO_TRACKING = 'argocd.argoproj.io/tracking-id';

/** Written by people, or by `kubectl apply --record` before that flag went away. */
const CHANGE_CAUSE = 'kubernetes.io/change-cause';

function describeAuthor({
  annotations,
  changedBy,
}: StatefulSetRecord): string | undefined {
  const application = annotations[ARGO_TRACKING]?.split(':')[0];
  if (application) {
    return `Argo CD application ${application}`;
  }
  const release = annotations[HELM_RELEASE];
  return release ? `Helm release ${release}` : changedBy;
}

/** Who wrote the set last and why, as far as the object says. A release names its tool, not the person who ran it. */
export function describeAuthorship(set: StatefulSetRecord): Authorship {
  const author = describeAuthor(set);
  const cause = set.annotations[CHANGE_CAUSE];
  return { ...(author && { author }), ...(cause && { cause }) };
}
