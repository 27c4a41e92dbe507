import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { replacePart, withoutLayout } from './document';
import {
  countFaults,
  countQuietAlarms,
  renderFaultMatrix,
} from './faultMatrix';

describe('the fault matrix', () => {
  const counts = countFaults();
  const quiet = countQuietAlarms();
  const matrix = renderFaultMatrix(counts, quiet);

  it('is printed', () => {
    process.stdout.write(`${matrix}\n`);
    expect(counts.every(({ injected }) => injected > 0)).toBe(true);
  });

  it.each(counts.map(count => [count.fault.name, count] as const))(
    'tells each time that %s',
    (_name, { injected, missed }) => {
      expect({ injected, missed }).toEqual({ injected, missed: [] });
    },
  );

  it.each(counts.map(count => [count.fault.name, count] as const))(
    'raises no other alarm when %s',
    (_name, { falseAlarms }) => {
      expect(falseAlarms).toEqual([]);
    },
  );

  it('is what docs/fault-matrix.md says (npm run docs writes it)', () => {
    const document = readFileSync(
      resolve(__dirname, '../../../../docs/fault-matrix.md'),
      'utf8',
    );
    expect(withoutLayout(document)).toBe(
      withoutLayout(replacePart({ document, part: 'matrix', text: matrix })),
    );
  });
});
