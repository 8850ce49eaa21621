import { deleteFaceTemplate } from '@hadir/contract/enrolment.ts';
import { expect, type Locator, type Page } from '@playwright/test';
import { signInAs } from './caller.ts';
import { test } from './journey.ts';
import { expectResult } from './mark.ts';
import { photographs } from './photographs.ts';
import { PASSWORD } from './school.ts';
import { register } from './student.ts';

/** More stops than any screen of a student has. */
const MOST_TABS = 40;

/** Tab after tab until it has the focus, as somebody without a mouse comes there. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} cannot be reached by the keyboard.`);
}

async function press(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await reach(page, target);
  // Who cannot see where they are cannot use it.
  const outline = await target.evaluate((element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' || getComputedStyle(element.parentElement ?? element).outlineStyle !== 'none';
  });
  expect(outline, `${target} shows that it has the focus`).toBe(true);
  await page.keyboard.press(key);
}

test('the enrolment needs no mouse and no touch', async ({ product, camera, classroom, openPhone }) => {
  const page = await openPhone();
  const email = 'eshe@example.org';
  await register(page, { name: 'Eshe Wambui', email, joinCode: classroom.joinCode });
  await camera.show({ kind: 'person', photograph: photographs.b.atEnrolment });
  await page.goto('/');
  await press(page, page.getByRole('link', { name: 'Enrol your face' }));
  await press(page, page.getByRole('checkbox', { name: 'I have read this and I agree' }), 'Space');
  await press(page, page.getByRole('button', { name: 'Agree and go on' }));
  await reach(page, page.getByLabel('Your password', { exact: true }));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('button', { name: 'Start camera' }));
  await reach(page, page.getByRole('button', { name: 'Cancel' }));
  await expect(page.getByText('Waiting for your teacher to confirm')).toBeVisible({ timeout: 60_000 });
  await press(page, page.getByRole('link', { name: 'Back to the start' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Eshe' })).toBeVisible();
  // The next one with this face is nobody's look-alike.
  const caller = await signInAs(product.address, email, PASSWORD);
  await caller(deleteFaceTemplate);
});

test('the mark needs no mouse and no touch', async ({ grace: { page }, camera, openSession }) => {
  const session = await openSession('Keys alone');
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  await page.goto('/');
  await press(page, page.getByRole('button', { name: `Mark attendance in ${session.title}` }));
  await expectResult(page, 'You are marked present');
  await press(page, page.getByRole('link', { name: 'See my history' }));
  await expect(page.getByText(session.title).filter({ visible: true }).first()).toBeVisible();
});
