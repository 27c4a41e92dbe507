import { once } from 'node:events';
import { checkout } from '../running/checkout.mjs';
import { Children } from '../running/children.mjs';
import { npmCommand } from '../portal/registry.mjs';
import { judge, parseVerdict, sum, verdict } from './results.mjs';

/** Longer than what they themselves take to end what they started, such as a control plane. */
const patienceMs = 60_000;

/** Runs both test commands as a person would, and ends with one line that sums them up. */
export async function main() {
  const children = new Children({ patienceMs });
  children.endOnSignals();
  const results = [];
  for (const script of ['test', 'test:real'])
    results.push(await runScript(children, script));
  const total = sum(results);
  console.log(`\n${verdict(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** @param {Children} children @param {string} script */
async function runScript(children, script) {
  const npm = npmCommand(process.env);
  const child = children.start(npm.command, [...npm.args, 'run', script], {
    cwd: checkout,
    env: process.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let tail = '';
  child.stdout.on('data', chunk => {
    process.stdout.write(chunk);
    tail = (tail + chunk).slice(-2_000);
  });
  const [code] = await once(child, 'close');
  const result = judge(parseVerdict(tail), code);
  if (result.remark !== undefined)
    console.log(`npm run ${script}: ${result.remark}`);
  return result;
}
