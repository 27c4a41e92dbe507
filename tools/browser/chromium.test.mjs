import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkout } from '../running/checkout.mjs';
import { temporaryFolder } from '../running/temporaryFolder.mjs';
import { chromiumArguments, findChromium } from './chromium.mjs';

describe('Chromium', { timeout: 60_000 }, () => {
  it(
    'is the one of the system when there is one',
    { skip: process.platform !== 'linux' },
    async test => {
      const folder = await temporaryFolder(test);
      const file = join(folder, 'chromium-browser');
      await writeFile(file, '#!/bin/sh\n');
      await chmod(file, 0o755);
      assert.deepEqual(await findChromium({ path: folder }), {
        executablePath: file,
        environment: {},
      });
    },
  );

  it(
    'comes from npm and shows a page without any library of the system',
    { skip: process.platform !== 'linux' },
    async test => {
      const folder = await temporaryFolder(test);
      const found = await findChromium({ path: '', cache: folder });
      assert.ok(found.executablePath.startsWith(folder));
      const { chromium } = createRequire(join(checkout, 'package.json'))(
        '@playwright/test',
      );
      const browser = await chromium.launch({
        executablePath: found.executablePath,
        env: { HOME: folder, ...found.environment },
        args: chromiumArguments,
      });
      test.after(() => browser.close());
      const page = await browser.newPage();
      await page.setContent('<h1>All 3 members are ready.</h1>');
      assert.equal(await page.textContent('h1'), 'All 3 members are ready.');
      assert.ok(
        (await page.locator('h1').boundingBox()).height > 20,
        'text has a height only when a font is found',
      );
    },
  );
});
