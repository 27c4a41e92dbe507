import { Socket } from 'node:net';
import { destroyWhenSilent } from './silentConnection';

let connection: Socket;
/** Bytes that the connection has read. */
let heard: number;
let destroyedWith: unknown;

beforeEach(() => {
  jest.useFakeTimers();
  destroyedWith = undefined;
  heard = 0;
  connection = new Socket();
  Object.defineProperty(connection, 'bytesRead', { get: () => heard });
  connection.on('error', error => {
    destroyedWith = error;
  });
  destroyWhenSilent(connection);
});

afterEach(() => {
  jest.useRealTimers();
});

it('ends a connection over which nothing comes for 25 s', async () => {
  await jest.advanceTimersByTimeAsync(15_000);
  expect(connection.destroyed).toBe(false);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(connection.destroyed).toBe(true);
  expect(destroyedWith).toMatchObject({ code: 'ERR_CONNECTION_SILENT' });
  expect(jest.getTimerCount()).toBe(0);
});

it('leaves one alone on which no more than every second PING is answered', async () => {
  for (let seconds = 0; seconds < 120; seconds += 15) {
    heard += 17;
    await jest.advanceTimersByTimeAsync(15_000);
  }
  expect(connection.destroyed).toBe(false);
});

it('stops looking when the connection is closed', async () => {
  connection.destroy();
  await jest.advanceTimersByTimeAsync(0);
  expect(jest.getTimerCount()).toBe(0);
});
