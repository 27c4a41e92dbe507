import { Children } from '../running/children.mjs';
import { installTools } from './installTools.mjs';

/** Builds the real tools once and prints the folder that holds them. */
export async function main() {
  const children = new Children();
  children.endOnSignals();
  console.log(await installTools(children, { out: process.stderr }));
}
