import { promises as fs } from 'node:fs';
import path from 'node:path';
import { outputOf } from './runTool';

/**
 * Fails after the change to which STOP_AFTER counts, once it has been carried out, as when the owner's machine goes away.
 * COUNT_FILE remembers the count.
 */
export const INTERRUPTING_KUBECTL = `#!/bin/sh
"$REAL_KUBECTL" "$@" || exit
case " $* " in
*' patch '* | *' delete '* | *' create '*)
  echo x >>"$COUNT_FILE"
  [ "$(wc -l <"$COUNT_FILE")" -ne "$STOP_AFTER" ] || exit 1
  ;;
esac
`;

/**
 * Puts a shell script in the place of kubectl, which it finds as REAL_KUBECTL.
 *
 * @returns variables for the owner's script that is to call it
 */
export async function standInForKubectl(
  workspacePath: string,
  script: string,
): Promise<Record<string, string>> {
  const bin = path.join(workspacePath, 'bin');
  await fs.mkdir(bin, { recursive: true });
  await fs.writeFile(path.join(bin, 'kubectl'), script, { mode: 0o755 });
  return {
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    REAL_KUBECTL: (await outputOf('which', ['kubectl'])).trim(),
  };
}
