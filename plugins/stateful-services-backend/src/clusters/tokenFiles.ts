import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { KubeConfig, loadYaml, User } from '@kubernetes/client-node';
import { z } from 'zod';

const documentSchema = z.object({
  users: z.array(
    z.object({
      name: z.string(),
      user: z
        .object({
          token: z.string().nullish(),
          tokenFile: z.string().nullish(),
        })
        .nullish(),
    }),
  ),
});

/** In the form that client-node gives the service account of a pod. */
const providerSchema = z.object({
  config: z.object({ tokenFile: z.string() }),
});

/**
 * Names the token files of a kubeconfig, which client-node 2.0.1 passes over: it looks for `token-file`, where Kubernetes
 * (client-go `tools/clientcmd/api/v1/types.go`) says `tokenFile`.
 */
export function addTokenFiles(
  kubeConfig: KubeConfig,
  { document, folder }: { readonly document: string; readonly folder: string },
): void {
  const parsed = documentSchema.safeParse(loadYaml(document));
  const files = new Map<string, string>(
    (parsed.data?.users ?? []).flatMap(({ name, user }) =>
      user?.tokenFile ? [[name, resolve(folder, user.tokenFile)]] : [],
    ),
  );
  kubeConfig.users = kubeConfig.users.map(user => {
    const tokenFile = files.get(user.name);
    return tokenFile
      ? { ...user, authProvider: { name: 'tokenFile', config: { tokenFile } } }
      : user;
  });
}

/**
 * The token that lies in the user's file now; undefined for a user without one.
 *
 * @remarks Requests to a cluster are few, so it is read for each: client-node would send a replaced token for a minute more.
 * @throws Error when the file cannot be read.
 */
export async function readTokenFile(
  user: User | null,
): Promise<string | undefined> {
  const provider = providerSchema.safeParse(user?.authProvider);
  return (
    provider.data &&
    (await readFile(provider.data.config.tokenFile, 'utf8')).trim()
  );
}
