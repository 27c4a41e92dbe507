import { waitUntil } from './waitUntil.mjs';
import { Writer } from './writer.mjs';

/**
 * A second client, in the pod of a member, whose writes are counted apart from those of the client outside.
 *
 * @param {import('../running/children.mjs').Children} children
 * @param {{ pod: import('./pod.mjs').Pod, program: string, settings: object }} options as for {@link Writer}
 */
export function writeBeside(children, { pod, program, settings }) {
  const { namespace } = pod;
  const beside = new Writer(children, { namespace, program, settings });
  let begun = 0;
  return {
    async hasBegun() {
      await waitUntil(
        'the second client writes',
        async () => beside.acknowledged.length > 20,
      );
      begun = beside.acknowledged.length;
    },
    countSince: () => beside.acknowledged.length - begun,
    async endAndVerify() {
      const missing = await beside.verify();
      beside.end();
      return missing.length;
    },
  };
}
