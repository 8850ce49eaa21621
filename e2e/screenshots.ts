import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page } from '@playwright/test';

/** For the README, and only when asked: otherwise a run leaves the tree as it was. */
export async function takePicture(page: Page, name: 'student' | 'teacher', when: Locator): Promise<void> {
  if (!process.env.E2E_SCREENSHOTS) return;
  await expect(when).toBeVisible();
  await page.screenshot({ path: fileURLToPath(new URL(`../docs/screenshots/${name}.png`, import.meta.url)) });
}
