import { readdir, readFile, readlink } from 'node:fs/promises';

/** Linux counts the time of a process in hundredths of a second, on every architecture that Node runs on. */
const ticksInSecond = 100;

/** @param {number} pid @returns {Promise<number>} seconds that all its threads have been at work, user and system */
export async function cpuSeconds(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksInSecond;
}

/** @param {number} pid @returns {Promise<{ residentMiB: number, peakMiB: number }>} peak: since its start, or since resetPeak */
export async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const mebibytes = field =>
    Number(status.match(new RegExp(`^${field}:\\s+(\\d+)`, 'm'))[1]) / 1024;
  return { residentMiB: mebibytes('VmRSS'), peakMiB: mebibytes('VmHWM') };
}

/** @param {number} pid @param {number} port of the loopback interface @returns {Promise<number>} established connections to it */
export async function connectionsTo(pid, port) {
  const table = await readFile(`/proc/${pid}/net/tcp`, 'utf8');
  const hexadecimal = port.toString(16).toUpperCase().padStart(4, '0');
  const established = table
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(
      ([, , remote, state]) =>
        remote?.endsWith(`:${hexadecimal}`) && state === '01',
    )
    .map(fields => fields[9]);
  const inodes = new Set(established);
  return (await socketsOf(pid)).filter(inode => inodes.has(inode)).length;
}

/** @param {number} pid @returns {Promise<number>} sockets of every kind */
export async function openSockets(pid) {
  return (await socketsOf(pid)).length;
}

/** Inodes of the sockets. @param {number} pid @returns {Promise<readonly string[]>} */
async function socketsOf(pid) {
  const links = await Promise.all(
    (await readdir(`/proc/${pid}/fd`)).map(fd =>
      readlink(`/proc/${pid}/fd/${fd}`).catch(() => ''),
    ),
  );
  return links.flatMap(link => link.match(/^socket:\[(\d+)\]$/)?.[1] ?? []);
}
