import { promises as fs } from 'node:fs';
import path from 'node:path';
import { standInForKubectl } from '../../kubectlStandIn';

/**
 * The real kubectl, but for exec: the pods of this cluster run nothing. A folder has a file for each member with what it says of
 * itself (STATE ROLE, and the number of its last transaction), and what would change a member is written down; the drills of MySQL
 * run it on real servers. In a replication that member leads which the real ConfigMap names. Fails after what FAIL_AFTER names, as
 * when the owner's machine goes away.
 */
const KUBECTL = `#!/bin/bash
set -e
case " $* " in
*' exec '*)
  pod=$(grep -o 'exec [^ ]*' <<<"$*" | cut -d ' ' -f 2)
  read -r state role last <"$MEMBERS/$pod"
  case "$*" in
  *own_report)
    [ "$state" != SILENT ]
    if [ "$TOPOLOGY" = replication ]; then
      source=$("$REAL_KUBECTL" --namespace "$2" get configmap "\${pod%-*}-members" --output 'jsonpath={.data.source}')
      [ "$source" != "\${pod##*-}" ] || role=PRIMARY
    fi
    view=$(grep -l ONLINE "$MEMBERS"/* | xargs -n 1 basename | sed 's/$/.headless/' | paste -s -d , -)
    echo "$state $role 1 \${view:--} \${last:+uuid:1-$last}"
    ;;
  *GTID_SUBSET*)
    read -r theirs mine < <(grep -o '1-[0-9]*' <<<"$*" | paste -s -d ' ' -)
    echo $((\${theirs#1-} <= \${mine#1-}))
    ;;
  *TOPOLOGY*) printf %s "$TOPOLOGY" ;;
  *STOPPING*) [ "$state" = OFFLINE ] ;;
  *hand-over.sh)
    echo "$pod leaves" >>"$CALLS"
    echo 'OFFLINE -' >"$MEMBERS/$pod"
    ;;
  *set_as_primary*)
    echo "$pod leads" >>"$CALLS"
    sed -i s/PRIMARY/SECONDARY/ "$MEMBERS"/*
    echo 'ONLINE PRIMARY' >"$MEMBERS/$pod"
    ;;
  *) exit 64 ;;
  esac
  ;;
*) "$REAL_KUBECTL" "$@" ;;
esac
case "$*" in *"\${FAIL_AFTER:-nothing}"*) exit 1 ;; esac
`;

/** What members say of themselves, where no member runs. */
export class PlayedMembers {
  private constructor(
    private readonly workspacePath: string,
    /** For the owner's scripts. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start(
    workspacePath: string,
    topology: 'group-replication' | 'replication',
  ): Promise<PlayedMembers> {
    const members = path.join(workspacePath, 'members');
    await fs.mkdir(members, { recursive: true });
    return new PlayedMembers(workspacePath, {
      ...(await standInForKubectl(workspacePath, KUBECTL)),
      MEMBERS: members,
      TOPOLOGY: topology,
      CALLS: path.join(workspacePath, 'calls'),
    });
  }

  /** STATE ROLE LAST */
  async says(pod: string, report: string): Promise<void> {
    const file = path.join(this.workspacePath, 'members', pod);
    await fs.writeFile(file, `${report}\n`);
  }

  /** What was done to members since this was asked for the last time. */
  async calls(): Promise<string[]> {
    const file = path.join(this.workspacePath, 'calls');
    const text = await fs.readFile(file, 'utf8').catch(() => '');
    await fs.rm(file, { force: true });
    return text.split('\n').filter(Boolean);
  }
}
