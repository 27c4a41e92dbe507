import { selectsLabels } from './labelSelector';

const labels = { app: 'redis', tier: 'cache' };
const where = (key: string, operator: string, values: string[] = []) => ({
  labels: {},
  requirements: [{ key, operator, values }],
});

describe('selectsLabels', () => {
  it.each([
    [{ labels: {}, requirements: [] }, true],
    [{ labels: { app: 'redis' }, requirements: [] }, true],
    [{ labels: { app: 'mysql' }, requirements: [] }, false],
    [where('tier', 'In', ['cache', 'queue']), true],
    [where('tier', 'NotIn', ['cache']), false],
    [where('zone', 'NotIn', ['a']), true],
    [where('app', 'Exists'), true],
    [where('app', 'DoesNotExist'), false],
    [where('app', 'Resembles', ['redis']), false],
  ])('%j: %s', (selector, expected) => {
    expect(selectsLabels(selector, labels)).toBe(expected);
  });
});
