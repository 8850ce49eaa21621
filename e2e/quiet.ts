import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page } from '@playwright/test';

type Expected = { status: number | 'unreachable'; path: string };

/** Collects what browsers complain about. What a journey expects to be refused it says beforehand. */
export class Quiet {
  #complaints: string[] = [];
  #expected: Expected[] = [];
  #allowed: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { url } = message.location();
      if (!this.#isExpected(message.text(), url)) this.#complaints.push(`${message.text()} (${url})`);
    });
    context.on('weberror', (error) => this.#complaints.push(String(error.error().stack ?? error.error())));
  }

  /** Chromium reports every answer of 400 and more as an error; `path` is a part of the address. */
  expect(status: Expected['status'], path: string): void {
    this.#expected.push({ status, path });
  }

  /** What a browser says of a policy that a journey has sharpened. */
  allow(words: RegExp): void {
    this.#allowed.push(words);
  }

  /** Ends one test: nothing but the expected may have been said. */
  settle(): void {
    const complaints = this.#complaints;
    this.#complaints = [];
    this.#expected = [];
    this.#allowed = [];
    expect(complaints, 'the console stays free of errors').toEqual([]);
  }

  #isExpected(text: string, url: string): boolean {
    if (this.#allowed.some((words) => words.test(text))) return true;
    if (!text.startsWith('Failed to load resource')) return false;
    const status = /status of (\d+)/.exec(text)?.[1];
    // Asking who is signed in is how the app finds out that nobody is.
    if (status === '401' && url.endsWith('/api/me')) return true;
    return this.#expected.some(
      (each) => url.includes(each.path) && (each.status === 'unreachable' ? !status : status === String(each.status)),
    );
  }
}

/** Looks at the present screen as axe does, light and dark. */
export async function checkScreen(page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours fade over; a picture in between is nobody's design.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      (each) => `${each.id} (${each.impact}): ${each.nodes.map((node) => node.html).join(' | ')}`,
    );
    expect(found, `${new URL(page.url()).pathname} in ${colorScheme} is accessible`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(wide, `${new URL(page.url()).pathname} does not scroll sideways`).toBeLessThanOrEqual(window);
}
