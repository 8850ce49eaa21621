import { expect, type Page } from '@playwright/test';
import { openPhone, test } from './journey.ts';
import { startProduct } from './product.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';

test('in production the first start prints a link that makes the school once', async ({ browser, quiet }) => {
  test.setTimeout(300_000);
  const product = await startProduct({ NODE_ENV: 'production' });
  const pages: Page[] = [];
  const openOne = async () => {
    const page = await openPhone(browser, product.address, quiet);
    pages.push(page);
    return page;
  };
  try {
    expect(product.signIns).toEqual([]);
    const link = product.said.join('\n').match(/http:\S+\/setup#\S+/)?.[0] ?? '';
    const page = await openOne();
    await page.goto(link);
    await checkScreen(page);
    await page.getByLabel('Name of the school').fill('Mlima Secondary School');
    await page.getByLabel('Full name').fill('Rehema Said');
    await page.getByLabel('E-mail').fill('rehema@example.org');
    await page.getByLabel('Choose a password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create school' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Class sessions' })).toBeVisible();

    quiet.expect(400, '/api/setup');
    quiet.expect(409, '/api/setup');
    const other = await openOne();
    await other.goto(link);
    await other.getByLabel('Name of the school').fill('Another school');
    await other.getByLabel('Full name').fill('Somebody Else');
    await other.getByLabel('E-mail').fill('else@example.org');
    await other.getByLabel('Choose a password', { exact: true }).fill(PASSWORD);
    await other.getByRole('button', { name: 'Create school' }).click();
    await expect(other.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
    await expect(other).toHaveURL(/setup/);
  } finally {
    // Pages ask on as long as they are open, and would miss the product.
    for (const page of pages) await page.context().close();
    await product.remove();
  }
});
