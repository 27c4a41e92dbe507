import { frameOf } from '../../__testUtils__/protobufBytes';
import { readFrames } from './readFrames';

async function* chunksOf(bytes: Buffer, size: number) {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

const reading = { onBytes: () => {}, what: 'GET pods' };

async function read(bytes: Buffer, size: number): Promise<readonly string[]> {
  const frames: string[] = [];
  for await (const together of readFrames(chunksOf(bytes, size), reading)) {
    frames.push(...together.map(frame => frame.toString()));
  }
  return frames;
}

const texts = ['first', '', 'x'.repeat(300), 'last'];
const frames = Buffer.concat(texts.map(text => frameOf(Buffer.from(text))));

it.each([1, 2, 3, 4, 5, 7, 100, 1_000])(
  'finds the frames in chunks of %s bytes',
  async size => {
    expect(await read(frames, size)).toEqual(texts);
  },
);

it('drops a frame that is cut off', async () => {
  expect(await read(frames.subarray(0, -1), 100)).toEqual(texts.slice(0, -1));
});

it('refuses a frame that no object can fill, before it has come', async () => {
  await expect(read(Buffer.from('{"type":'), 8)).rejects.toMatchObject({
    kind: 'broken',
    message: expect.stringContaining('GET pods: a frame'),
  });
});
