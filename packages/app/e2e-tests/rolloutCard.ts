import type { Locator, Page } from '@playwright/test';

/** The card of the open entity page. */
export function rolloutCard(page: Page): Locator {
  return page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Rollout' }) });
}
