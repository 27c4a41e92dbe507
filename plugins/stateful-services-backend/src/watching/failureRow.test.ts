import { FailureRow } from './failureRow';

let now: number;
let row: FailureRow;

const watchFor = (ms: number) => {
  row.tries();
  row.opened();
  now += ms;
};

beforeEach(() => {
  now = 0;
  row = new FailureRow(() => now);
});

describe('FailureRow', () => {
  it('counts failures of all kinds together', () => {
    expect(row.failed('unreachable')).toBe(1);
    expect(row.failed('forbidden')).toBe(2);
  });

  it('counts by itself what has expired, since the server that says so is back', () => {
    row.failed('unreachable');
    row.failed('unreachable');
    expect(row.failed('expired')).toBe(1);
    expect(row.failed('expired')).toBe(2);
  });

  it('goes on over watches that are short, however they end', () => {
    watchFor(9_999);
    expect(row.failed('expired')).toBe(1);
    watchFor(9_999);
    expect(row.ended()).toBe(2);
    watchFor(9_999);
    expect(row.failed('expired')).toBe(2);
  });

  it('starts anew after a watch of ten seconds', () => {
    watchFor(0);
    row.failed('expired');
    watchFor(10_000);
    expect(row.ended()).toBe(0);
    expect(row.failed('unreachable')).toBe(1);
    watchFor(10_000);
    expect(row.failed('expired')).toBe(1);
  });

  it('does not take a try that was never answered for a long watch', () => {
    watchFor(10_000);
    row.failed('unreachable');
    row.tries();
    now += 10_000;
    expect(row.failed('unreachable')).toBe(2);
  });
});
