import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { createService } from '../createService';
import { engines, STARTING } from '../engines';
import { rolloutCard, sentence } from '../rolloutCard';

const run = promisify(execFile);

/** A variable that `npm run test:real` sets. */
function variable(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set; run this by npm run test:real`);
  }
  return value;
}

function tool(name: string, ...args: readonly string[]) {
  return run(join(variable('REAL_TOOLS_DIR'), name), args, {
    env: { ...process.env, KUBECONFIG: variable('REAL_KUBECONFIG') },
  });
}

test.beforeAll(() => tool('kubectl', 'create', 'namespace', 'shop'));

for (const { engine, title, sets } of engines) {
  test(`a repository of ${title} made by the portal is installed by helm on a real cluster, and the card follows it`, async ({
    page,
  }) => {
    const name = `basket-${engine}-${Date.now().toString(36)}`;
    await page.goto(`/create/templates/default/${engine}`);
    await createService(page, { name, storageClassName: 'standard' });
    await page.getByRole('link', { name: 'Open the service' }).click();
    const card = rolloutCard(page);
    await expect(sentence(card, /^No StatefulSet carries/)).toBeVisible();

    const repository = join(variable('PORTAL_REPOSITORIES'), name);
    await tool(
      'helm',
      ...['install', name, join(repository, 'charts', engine)],
      ...['--namespace', 'shop'],
      ...['--values', join(repository, 'values', 'prod.yaml')],
    );

    // The chart asks for 15 s of readiness, so that the card is seen following the rollout however fast the pods are.
    await expect(sentence(card, STARTING).first()).toBeVisible();
    for (const set of sets) {
      const members = card.getByRole('list', {
        name: `Members of ${name}${set}`,
      });
      await expect(
        members.getByRole('button', { name: /^Member \d, ready, / }),
      ).toHaveCount(3, { timeout: 120_000 });
    }

    await tool(
      'kubectl',
      ...['rollout', 'restart', `statefulset/${name}${sets[0]}`],
      ...['--namespace', 'shop'],
    );
    const changedAt = Date.now();
    await expect(sentence(card, /^Rolling out /)).toBeVisible();
    process.stdout.write(
      `from the change in the cluster to the open page: ${Date.now() - changedAt} ms\n`,
    );
  });
}
