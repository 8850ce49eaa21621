import { expect, type Page } from '@playwright/test';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';

/** Registers as a student does and ends on the first screen, signed in. */
export async function register(page: Page, who: { name: string; email: string; joinCode: string }): Promise<void> {
  await page.goto('/register');
  await page.getByLabel('Join code').fill(who.joinCode);
  await page.getByLabel('Full name').fill(who.name);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Choose a password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Consent, the phone's key, five pictures: until a teacher is asked to confirm. The camera must show the person. */
export async function enrolFace(page: Page): Promise<void> {
  await page.goto('/enrol');
  const goOn = page.getByRole('button', { name: 'Agree and go on' });
  await expect(goOn).toBeVisible();
  await checkScreen(page);
  await page.getByRole('checkbox', { name: 'I have read this and I agree' }).check();
  await goOn.click();
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await checkScreen(page);
  await page.getByRole('button', { name: 'Register this phone' }).click();
  await page.getByRole('button', { name: 'Start camera' }).click();
  await expect(page.getByText('Waiting for your teacher to confirm')).toBeVisible({ timeout: 60_000 });
  await checkScreen(page);
}
