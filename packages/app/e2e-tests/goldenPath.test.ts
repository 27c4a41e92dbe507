import { expect, test } from '@playwright/test';
import { createService } from './createService';
import { engines, STARTING } from './engines';
import { rolloutCard, sentence } from './rolloutCard';

const ALL_READY = /^All 3 members run \w+ and are ready\.$/;
const BOTH_FINE = /^All 2 StatefulSets are fine\.$/;

for (const { engine, title, sets } of engines) {
  test(`a developer creates a ${title} service by form and watches its members start`, async ({
    page,
  }) => {
    const name = `basket-${engine}-${Date.now().toString(36)}`;
    await page.goto('/create');
    const choose = page.getByRole('button', { name: 'Choose' });
    // Of the elements that hold both the title and the button, the innermost one is the card of the template.
    await page
      .locator('div')
      .filter({ hasText: `A ${title} that survives` })
      .filter({ has: choose })
      .last()
      .getByRole('button', { name: 'Choose' })
      .click();
    await createService(page, { name });

    await page.getByRole('link', { name: 'Open the service' }).click();
    await expect(page).toHaveURL(new RegExp(`/component/${name}$`));
    const card = rolloutCard(page);
    // Each of several sets says it.
    await expect(sentence(card, STARTING).first()).toBeVisible();
    const isOneOfMany = sets.length > 1;
    await expect(
      sentence(card, isOneOfMany ? BOTH_FINE : ALL_READY),
    ).toBeVisible({ timeout: 60_000 });
    if (isOneOfMany) {
      await card.getByRole('button', { name: 'Show each' }).click();
    }
    for (const set of sets.map(suffix => `${name}${suffix}`)) {
      if (isOneOfMany) {
        await card.getByRole('button', { name: `Open ${set}` }).click();
      }
      await expect(
        card
          .getByRole('list', { name: `Members of ${set}` })
          .getByRole('listitem'),
      ).toHaveCount(3);
    }
  });
}

test('a name that is taken is refused with a sentence that names it', async ({
  page,
}) => {
  await page.goto('/create/templates/default/redis');
  await createService(page, { name: 'session-cache' });

  await expect(
    page.getByText(/session-cache.*(exists|taken)/).first(),
  ).toBeVisible();
});

test('a name that is no DNS label cannot be submitted', async ({ page }) => {
  await page.goto('/create/templates/default/redis');
  await page.getByLabel(/^Name/).fill('Orders_Cache');
  await page.getByRole('button', { name: 'Next' }).click();

  await expect(
    page.getByText(/must match|Lower-case letters/).first(),
  ).toBeVisible();
  await expect(page.getByLabel(/^Name/)).toHaveValue('Orders_Cache');
});
