import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { moveInto } from '../running/moveInto.mjs';

/**
 * Unpacks the headless Chromium of the npm package @sparticuz/chromium together with the libraries and fonts beside it,
 * so that it needs nothing of the system but libc. Its own unpacking leaves the libraries out except on AWS.
 *
 * @param {string} cache
 * @returns {Promise<import('./chromium.mjs').Chromium>}
 */
export async function unpackedChromium(cache) {
  const source = packageFolder();
  const { version } = JSON.parse(
    await readFile(join(source, 'package.json'), 'utf8'),
  );
  const place = join(cache, `chromium-${version}`);
  const isThere = await stat(place).then(
    () => true,
    () => false,
  );
  if (!isThere) await unpack(join(source, 'bin'), place);
  return {
    executablePath: join(place, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: join(place, 'lib'),
      FONTCONFIG_PATH: place,
    },
  };
}

function packageFolder() {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  return resolve(dirname(entry), '..');
}

/** @param {string} bin @param {string} place */
async function unpack(bin, place) {
  const aside = `${place}.${process.pid}`;
  await mkdir(aside, { recursive: true });
  try {
    const browser = join(aside, 'chromium');
    await inflate(join(bin, 'chromium.br'), browser);
    await chmod(browser, 0o755);
    for (const name of ['al2023', 'fonts', 'swiftshader']) {
      const archive = join(aside, `${name}.tar`);
      await inflate(join(bin, `${name}.tar.br`), archive);
      execFileSync('tar', ['-xf', archive, '-C', aside]);
      await rm(archive);
    }
    await writeFile(
      join(aside, 'fonts.conf'),
      fontSettings(join(place, 'fonts')),
    );
    await moveInto(place, aside);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** @param {string} from @param {string} to */
function inflate(from, to) {
  return pipeline(
    createReadStream(from),
    createBrotliDecompress(),
    createWriteStream(to),
  );
}

/** The file of the package names a folder of its own choice. @param {string} folder */
const fontSettings = folder => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
