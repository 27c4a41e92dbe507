import type { Locator, Page } from '@playwright/test';

/** The card of the open entity page. */
export function rolloutCard(page: Page): Locator {
  return page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Rollout' }) });
}

/** A sentence that is shown on the card, not the hidden one that announces it. */
export function sentence(card: Locator, text: RegExp): Locator {
  return card.getByRole('paragraph').filter({ hasText: text });
}
