import { RepeatedTexts } from './repeatedTexts';

const texts = new RepeatedTexts();

function read(text: string): string {
  const bytes = Buffer.from(`<${text}>`);
  return texts.read(bytes, 1, bytes.length - 1);
}

it('reads every text as it is, however many share a place', () => {
  const written = Array.from({ length: 20_000 }, (_, index) => `pod-${index}`);
  expect(written.map(read)).toEqual(written);
  expect(written.map(read)).toEqual(written);
});

it('does not take bytes beyond ASCII for the text whose characters have their numbers', () => {
  const pairs = Array.from({ length: 40_000 }, (_, index) => index);
  const confused: number[] = [];
  for (const index of pairs) {
    read(`${index}Ã©`);
    if (read(`${index}é`) !== `${index}é`) {
      confused.push(index);
    }
  }
  expect(confused).toEqual([]);
});

it.each(['', 'Grüße', 'ß'.repeat(100), 'x'.repeat(41), '😀'])(
  'reads %j',
  text => {
    expect(read(text)).toBe(text);
    expect(read(text)).toBe(text);
  },
);
