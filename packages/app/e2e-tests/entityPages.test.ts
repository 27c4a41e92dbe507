import { expect, test } from '@playwright/test';
import { rolloutCard, sentence } from './rolloutCard';

const services = [
  ['session-cache', /^All 3 members run \w+ and are ready\.$/],
  ['orders-db', /the partition holds the other 2 back on purpose/],
  ['cart-cache', /^Stuck: cart-cache-2 runs a broken revision/],
  ['product-search', /^Stuck: product-search-2 keeps ending/],
  ['reviews-db', /storage class "fast-ssd" does not exist/],
  ['clickstream', /The volume of clickstream-1 is 93 % full/],
  ['invoices-db', /One volume is being expanded/],
  ['payments-ledger', /is lost: its node payments-b does not report/],
  ['fulfilment-db', /updates a member only when its pod is deleted/],
  ['gift-card-cache', /^Scaled to zero/],
] as const;

for (const [name, headline] of services) {
  test(`the page of ${name} says what is going on`, async ({ page }) => {
    await page.goto(`/catalog/default/component/${name}`);
    await expect(sentence(rolloutCard(page), headline)).toBeVisible();
  });
}

test('the trap comes with the command that frees it and what it costs', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/cart-cache');
  const card = rolloutCard(page);
  await expect(
    card.getByText('kubectl delete pod cart-cache-2 --namespace shop'),
  ).toBeVisible();
  await expect(card.getByText('Disruptive')).toBeVisible();
});

test('a cluster that does not answer is named and hides no other', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/stock-cache');
  const card = rolloutCard(page);
  await expect(sentence(card, /^All 3 members run/)).toBeVisible();
  await expect(card.getByText(/does not answer/).first()).toBeVisible();
});

test('an annotation that selects nothing says what was looked for and where', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/wishlist-cache');
  const card = rolloutCard(page);
  await expect(
    card.getByText(
      'No StatefulSet carries backstage.io/kubernetes-id=wishlist-cache.',
    ),
  ).toBeVisible();
  await expect(card.getByText(/Looked in cluster/)).toBeVisible();
});

test('an entity without annotation has no card', async ({ page }) => {
  await page.goto('/catalog/default/component/newsletter');
  await expect(page.getByRole('heading', { name: 'About' })).toBeVisible();
  await expect(rolloutCard(page)).toHaveCount(0);
});
