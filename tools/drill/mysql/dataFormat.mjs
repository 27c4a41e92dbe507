import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '../waitUntil.mjs';

/**
 * The guard before data of another version, with the one version that there is here: what the server has noted of the
 * versions that wrote its data is changed.
 *
 * @type {import('../engineDrills.mjs').Drill}
 */
export const dataFormat = {
  name: 'data-format',
  title: 'A member finds data that another version wrote',
  promisesAll: true,
  limit: 'only one version was to be had: nothing was really converted',
  run: async ({ members, work, change, waitForFullStrength }) => {
    const pod = members.pods.at(-1);
    const history = join(
      work,
      `claims/data-${pod.name}/mysql/data/mysql_upgrade_history`,
    );
    await pod.terminate();
    const own = await readFile(history, 'utf8');
    const writtenBy = version =>
      writeFile(
        history,
        own.replace(/"version":"[^"]*"/g, `"version":"${version}"`),
      );
    const says = text =>
      waitUntil(`${pod.name} says: ${text}`, async () =>
        (await pod.logOf('mysql')).includes(text),
      );
    await writtenBy('10.7.0');
    await pod.start();
    await says(
      'the data was written by MySQL 10.7, which MySQL 9.7 cannot read',
    );
    await pod.terminate();
    await writtenBy('8.4.11');
    await pod.start();
    await says('MySQL 9.7 would convert the data of MySQL 8.4');
    await change({ 'upgrade.copyTakenOf': '8.4' });
    await pod.terminate();
    await pod.start();
    await says('converting the data of MySQL 8.4 to MySQL 9.7');
    await waitForFullStrength();
    await pod.terminate();
    await writeFile(history, own);
    await change({ 'upgrade.copyTakenOf': '' });
    await pod.start();
    return {
      done: `${pod.name} refused newer data; it refused older data until upgrade.copyTakenOf named its series; the others went on`,
    };
  },
};
