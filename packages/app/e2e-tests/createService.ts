import type { Page } from '@playwright/test';

/** Fills in the form as a developer would and creates the service; what is not given keeps the form's default. */
export async function createService(
  page: Page,
  service: { readonly name: string; readonly storageClassName?: string },
): Promise<void> {
  await page.getByLabel(/^Name/).fill(service.name);
  await page.getByLabel(/^Owner/).fill('checkout');
  await page.getByRole('option', { name: /checkout/i }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel(/^Namespace/).fill('shop');
  if (service.storageClassName) {
    await page.getByLabel(/^Storage class/).fill(service.storageClassName);
  }
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
}
