import { expect, test } from '@playwright/test';

test('the history of a service tells what was found, and since when', async ({
  page,
}) => {
  await page.goto(
    '/catalog/default/component/cart-cache/stateful-service-history',
  );
  const history = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'History' }) });
  const trap = history
    .getByRole('listitem')
    .filter({ hasText: 'cart-cache-2' })
    .first();
  await expect(trap).toBeVisible();
  await expect(trap.getByText(/^Open for/)).toBeVisible();
});
