import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const sizes = { phone: { width: 360, height: 740 }, laptop: { width: 1440, height: 900 } } as const;
export const languages = ['en', 'id', 'sw', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Fades end before anything is judged; a picture in between is nobody's design. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  // A screen that prepares camera and models turns for as long as that takes, and is judged as it is.
  const busy = page.locator('main .animate-spin').filter({ visible: true }).first();
  await busy.waitFor({ state: 'hidden', timeout: 8_000 }).catch(() => undefined);
  await page.evaluate(async () => {
    // A new colour scheme is painted first, then judged.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const passing = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((animation) => animation.finished));
  });
}

/** What does not fit, in the words of the screen: sideways scrolling, clipped words, targets too small for a thumb. */
function measure({ isPhone }: { isPhone: boolean }): string[] {
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`scrolls sideways: ${scrollWidth} in ${clientWidth}`);
  const nameOf = (element: Element) => `<${element.tagName.toLowerCase()}> ${element.textContent?.trim().slice(0, 40)}`;
  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  for (const element of document.querySelectorAll(
    'h1, h2, h3, p, li, dt, dd, th, td, label, legend, a, button, span',
  )) {
    if (element.closest('.sr-only') || element.closest('table') || !isShown(element)) continue;
    const isClipping = getComputedStyle(element).overflowX !== 'visible';
    if (isClipping && element.scrollWidth > element.clientWidth + 1) found.push(`is cut off: ${nameOf(element)}`);
    const { left, right, width } = element.getBoundingClientRect();
    const isOut = width > 1 && (left < -1 || right > clientWidth + 1);
    if (isOut && element.closest('section[tabindex="0"]') === null) found.push(`stands outside: ${nameOf(element)}`);
  }
  if (isPhone) {
    for (const control of document.querySelectorAll('button, select, input, summary, textarea, [role="button"]')) {
      if (control.closest('.sr-only') || !isShown(control)) continue;
      const target = control.closest('label') ?? control;
      const { width, height } = target.getBoundingClientRect();
      if (height > 0 && (height < 43.5 || width < 43.5)) {
        found.push(`is a small target: ${nameOf(target)} ${Math.round(width)} × ${Math.round(height)}`);
      }
    }
  }
  const left = /\{\{|\bundefined\b|\bNaN\b|\[object/.exec(document.body.innerText)?.[0];
  if (left) found.push(`says ${left}`);
  return found;
}

async function findViolations(page: Page, onlyColours: boolean): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (onlyColours ? axe.withRules(['color-contrast']) : axe).analyze();
  return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
}

/**
 * The present screen, in the language it is in: what axe finds, light and dark (which differ in colours only), and
 * what does not fit.
 */
export async function judgeLook(page: Page, widths: readonly (keyof typeof sizes)[]): Promise<string[]> {
  const complaints: string[] = [];
  const where = new URL(page.url()).pathname;
  for (const size of widths) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme: 'light' });
    await settle(page);
    const say = (what: string) => complaints.push(`${where} on a ${size} ${what}`);
    for (const what of await page.evaluate(measure, { isPhone: size === 'phone' })) say(what);
    for (const what of await findViolations(page, false)) say(`in light, ${what}`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await settle(page);
    for (const what of await findViolations(page, true)) say(`in dark, ${what}`);
  }
  await page.emulateMedia({ colorScheme: null });
  return complaints;
}

/** By the account's own setting, which follows the person. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.goto('/account');
  const choice = page.locator('main select').filter({ has: page.locator('option[value="ar"]') });
  const saved = page.waitForResponse((response) => response.url().endsWith('/api/me/preferences'));
  await choice.selectOption(language);
  expect((await saved).status()).toBe(200);
  await expectLanguage(page, language);
}

export async function expectLanguage(page: Page, language: Language): Promise<void> {
  const html = page.locator('html');
  await expect(html).toHaveAttribute('lang', language);
  await expect(html).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
}
