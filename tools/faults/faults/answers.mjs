const mebibyte = 2 ** 20;

const fault = (id, title, ways) => ({
  id,
  title,
  door: 'gateway',
  axis: 'availability',
  seconds: { full: 30, short: 5 },
  async make({ door }) {
    door.become(ways);
    return { end: async () => door.become({}) };
  },
});

const json = { 'content-type': 'application/json' };

/** Half of what comes first, and then nothing more. */
async function* cutWithinEvent(body) {
  for await (const chunk of body) {
    yield chunk.subarray(0, Math.ceil(chunk.length / 2));
    throw new Error('The connection ends within an event');
  }
}

/** What comes before each event as protobuf. @param {number} length in bytes */
function lengthOf(length) {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(length);
  return prefix;
}

async function* withNonsense(body, { isWatch, isProtobuf }) {
  const nonsense = Buffer.from('{"type":"ADDED","object":{"kin\n');
  if (isWatch && isProtobuf) yield lengthOf(nonsense.length);
  if (isWatch) yield nonsense;
  yield* body;
}

async function* withHugeObject(body, { resource, isWatch, isProtobuf }) {
  if (isWatch && resource === 'pods') {
    yield isProtobuf
      ? lengthOf(50 * mebibyte)
      : Buffer.from(
          '{"type":"ADDED","object":{"kind":"Pod","metadata":{"namespace":"shop-0","name":"huge","annotations":{"all":"',
        );
    for (let size = 0; size < 50; size += 1) yield Buffer.alloc(mebibyte, 'x');
    if (!isProtobuf) yield Buffer.from('"}}}}\n');
  }
  yield* body;
}

/** @type {readonly import('./fault.mjs').Fault[]} */
export const answerFaults = [
  fault('throttled', 'everything is sent away for now (429)', {
    refuse: answer =>
      answer
        .writeHead(429, { ...json, 'retry-after': '1' })
        .end('{"kind":"Status"}'),
  }),
  fault('internal-error', 'everything is answered with 500', {
    refuse: answer => answer.writeHead(500, json).end('{"kind":"Status"}'),
  }),
  fault('truncated', 'answers end in the middle of an event', {
    spoil: cutWithinEvent,
  }),
  fault('malformed', 'an event is none', { spoil: withNonsense }),
  {
    ...fault('huge-object', 'an object of 50 MB', { spoil: withHugeObject }),
    isHeavy: true,
  },
];
