import { expect, test } from '@playwright/test';

test('the diagnostics show which cluster does not answer, and how the others are read', async ({
  page,
}) => {
  await page.goto('/stateful-services/diagnostics');
  await expect(page.getByText(/^Partly blind/)).toBeVisible();
  const clusters = page.getByRole('region', { name: /^Cluster / });
  await expect(
    clusters
      .first()
      .getByText(/^Does not answer/)
      .first(),
  ).toBeVisible();
  await expect(
    clusters.last().getByRole('row', { name: /^statefulsets Read/ }),
  ).toBeVisible();
});
