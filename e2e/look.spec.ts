import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { expectLanguage, speak } from './look.ts';
import { signIn } from './student.ts';

const choose = (page: Page, value: 'dark' | 'device') =>
  page.locator(`main input[type="radio"][value="${value}"]`).check();
const saved = (page: Page) => page.waitForResponse((response) => response.url().endsWith('/api/me/preferences'));
const paperOf = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test('language and look follow the person, and are not what the next one finds', async ({ classroom, openLaptop }) => {
  const { teacherSignIn, adminSignIn } = classroom;
  const page = await openLaptop();
  await signIn(page, teacherSignIn.email, teacherSignIn.password);
  await speak(page, 'ar');
  const kept = saved(page);
  await choose(page, 'dark');
  await kept;
  // Dark from the first picture on: the page has no script of ours yet when it is asked.
  await page.goto('/account', { waitUntil: 'commit' });
  await page.waitForFunction(() => document.body !== null);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await page.locator('main button:has(svg)').first().click();
  await page.waitForURL(/sign-in/);
  await expectLanguage(page, 'en');
  expect(await paperOf(page)).toBe('rgb(246, 245, 241)');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('dark');

  await signIn(page, adminSignIn.email, adminSignIn.password);
  await page.goto('/account');
  await expectLanguage(page, 'en');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);

  await signIn(page, teacherSignIn.email, teacherSignIn.password);
  await expectLanguage(page, 'ar');
  expect(await paperOf(page)).toBe('rgb(16, 21, 20)');
  await speak(page, 'en');
  const back = saved(page);
  await choose(page, 'device');
  await back;
});

test('the language that somebody signs in with becomes theirs', async ({ classroom, openLaptop }) => {
  const { teacherSignIn } = classroom;
  const page = await openLaptop();
  await page.goto('/sign-in');
  await page.locator('header select').selectOption('id');
  await expectLanguage(page, 'id');
  await page.getByLabel('Email').fill(teacherSignIn.email);
  await page.getByLabel('Kata sandi', { exact: true }).fill(teacherSignIn.password);
  const kept = saved(page);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await kept;
  await page.goto('/account');
  await expectLanguage(page, 'id');
  await speak(page, 'en');
});

test('with high contrast words hold 7 to 1, by the device or by choice', async ({ classroom, openLaptop }) => {
  const page = await openLaptop();
  await page.emulateMedia({ contrast: 'more' });
  await page.goto('/sign-in');
  const paper = await paperOf(page);
  expect(paper).toBe('rgb(255, 255, 255)');
  await signIn(page, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ contrast: 'more', colorScheme });
    for (const path of ['/sessions', '/people', '/reviews', '/account']) {
      await page.goto(path);
      await expect(page.locator('main .animate-spin')).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).analyze();
      const found = violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 150)));
      expect(found, `${path} in ${colorScheme}`).toEqual([]);
    }
  }
});
