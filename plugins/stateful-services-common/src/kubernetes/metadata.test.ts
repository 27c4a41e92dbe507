import { stringMapSchema } from './metadata';

it('takes labels as they are', () => {
  const labels = { app: 'cart', tier: '' };
  expect(stringMapSchema.parse(labels)).toBe(labels);
});

it.each([[{ replicas: 3 }], [['cart']], ['cart'], [null]])(
  'refuses %j, which no labels are',
  value => {
    expect(stringMapSchema.safeParse(value).success).toBe(false);
  },
);
