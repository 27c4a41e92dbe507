import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import packet from 'dns-packet';
import { addressOf } from './hostsFile.mjs';

/*
 * The name server of the drills, run inside of their network, for programs that read no hosts file: answers from the
 * hosts file of the pods as it is now.
 */
const { hosts, address } = JSON.parse(process.argv[2]);
const lifetimeSeconds = 1;

const socket = createSocket('udp4');
socket.on('message', (message, { address: asker, port }) => {
  const { id, questions } = packet.decode(message);
  const [{ name, type }] = questions;
  const found = addressOf(readFileSync(hosts, 'utf8'), name);
  const answers =
    found !== undefined && type === 'A'
      ? [{ type: 'A', name, ttl: lifetimeSeconds, data: found }]
      : [];
  const nameError = found === undefined ? 3 : 0;
  const response = packet.encode({
    ...{ type: 'response', id, questions, answers },
    flags: packet.AUTHORITATIVE_ANSWER | nameError,
  });
  socket.send(response, port, asker);
});
socket.bind(53, address, () => process.stdout.write('listening\n'));
