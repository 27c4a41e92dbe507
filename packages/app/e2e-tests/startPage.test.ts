import { expect, test } from '@playwright/test';

test('the start page says what this is and leads to the examples and to Create', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });

  await page.goto('/');

  await expect(
    page.getByRole('heading', { level: 1, name: /Stateful services/ }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Open the catalog' }).click();
  await expect(page).toHaveURL(/\/catalog/);
  await page.goBack();
  await page.getByRole('link', { name: 'Create', exact: true }).last().click();
  await expect(page).toHaveURL(/\/create/);
  expect(errors).toEqual([]);
});
