import { Socket } from 'node:net';

/** How often undici sends an HTTP/2 PING, which a server answers at once, whether or not there is something to tell. */
export const PING_INTERVAL_MS = 10_000;

const LOOK_EVERY_MS = 5_000;

/** Two PINGs in a row are not answered by then. */
const SILENT_LOOKS = 4;

/**
 * Destroys a connection that is pinged and over which nothing has come for 20 to 25 s: the peer is gone, or something on the
 * way takes what is said and passes nothing on. undici 8 pings, but does not mind when nobody answers.
 *
 * @remarks Looks are counted, not seconds: a process that was busy for so long has not read what came meanwhile.
 */
export function destroyWhenSilent(socket: Socket): void {
  let { bytesRead } = socket;
  let silentLooks = 0;
  const timer = setInterval(() => {
    silentLooks = socket.bytesRead === bytesRead ? silentLooks + 1 : 0;
    bytesRead = socket.bytesRead;
    if (silentLooks === SILENT_LOOKS) {
      socket.destroy(
        Object.assign(new Error('Nothing was heard any more'), {
          code: 'ERR_CONNECTION_SILENT',
        }),
      );
    }
  }, LOOK_EVERY_MS).unref();
  socket.once('close', () => clearInterval(timer));
}
