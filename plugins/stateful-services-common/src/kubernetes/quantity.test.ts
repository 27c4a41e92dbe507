import { parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['10Gi', 10 * 2 ** 30],
    ['1500m', 1.5],
    ['1e3', 1000],
    ['1.5T', 1.5e12],
    ['0', 0],
    ['12', 12],
  ])('reads %s', (quantity, value) => {
    expect(parseQuantity(quantity)).toBe(value);
  });

  it.each(['', 'Gi', '10 Gi', '10gb', 'NaN', '1e', '--1'])(
    'refuses %p',
    quantity => {
      expect(parseQuantity(quantity)).toBeUndefined();
    },
  );
});
