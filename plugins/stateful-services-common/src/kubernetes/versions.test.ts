import { behaves } from './versions';

describe('behaves', () => {
  it.each([
    ['v1.34.9', false],
    ['v1.35.0', true],
    ['1.35.3+k3s1', true],
    ['v1.35.4', false],
    ['v1.36.3', false],
    ['v1.37.0-alpha.1', true],
    ['v1.38', true],
    ['newest', undefined],
    [undefined, undefined],
  ])('knows whether %s limits parallel updates', (version, expected) => {
    expect(behaves('maxUnavailable', version)).toBe(expected);
  });
});
