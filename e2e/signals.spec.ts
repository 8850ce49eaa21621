import { getRoster } from '@hadir/contract/sessions.ts';
import { register } from '@hadir/contract/sign-in.ts';
import { getSignalGraph } from '@hadir/contract/signals.ts';
import { expect, type Page } from '@playwright/test';
import { openCaller } from './caller.ts';
import { test } from './journey.ts';
import { expectResult } from './mark.ts';
import { checkScreen } from './quiet.ts';
import { type Classroom, type ClassSession, PASSWORD } from './school.ts';
import { signIn } from './student.ts';

const first = { name: 'Baraka Ochieng', email: 'baraka.ochieng@example.org', password: PASSWORD };
const second = { name: 'Zuri Ochieng', email: 'zuri.ochieng@example.org', password: PASSWORD };

/** Signs in on this phone, registers it as one's own and marks with the digits on the screen of the room. */
async function markByCode(page: Page, classroom: Classroom, session: ClassSession, email: string): Promise<void> {
  await signIn(page, email, PASSWORD);
  await page.goto(`/room-code/${session.id}`);
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register this phone' }).click();
  const { room_code } = await classroom.teacher(getRoster, { params: { id: session.id } });
  await page.getByLabel('Six digits').fill(room_code?.code ?? '');
  await page.getByRole('button', { name: 'Send code' }).click();
  await expectResult(page, 'Your mark is waiting for your teacher');
}

test('two students mark with one phone: the admin sees the signal, its attempts and the picture', async ({
  product,
  classroom,
  openSession,
  openPhone,
  openLaptop,
}) => {
  for (const who of [first, second]) {
    const caller = await openCaller(product.address);
    await caller(register, { body: { join_code: classroom.joinCode, ...who } });
    await classroom.enrol(who.email);
  }
  test.setTimeout(150_000);
  const session = await openSession('Lesson with one phone for two');
  const phone = await openPhone();
  await markByCode(phone, classroom, session, first.email);
  await phone.goto('/account');
  await phone.getByRole('button', { name: 'Sign out' }).click();
  await expect(phone).toHaveURL(/sign-in/);
  await markByCode(phone, classroom, session, second.email);

  const firstId = await classroom.findPerson(first.name);
  await expect
    .poll(async () => (await classroom.admin(getSignalGraph, { query: { person_id: firstId } })).people_total)
    .toBe(2);
  const admin = await openLaptop();
  await signIn(admin, classroom.adminSignIn.email, classroom.adminSignIn.password);
  await admin.getByRole('link', { name: 'Signals' }).click();
  const signal = admin.getByRole('listitem').filter({ hasText: `${first.name}, ${second.name}` });
  await expect(signal.getByText('2 of them tried for the same class session.')).toBeVisible();
  await checkScreen(admin);
  await signal.getByRole('link', { name: /^Details of the signal: One phone, several people/ }).click();
  await expect(admin.getByRole('heading', { level: 1, name: 'One phone, several people' })).toBeVisible();
  await expect(admin.getByRole('link', { name: `Details of the attempt of ${first.name}` })).toBeVisible();
  await expect(admin.getByRole('link', { name: `Details of the attempt of ${second.name}` })).toBeVisible();
  await checkScreen(admin);

  await admin.getByRole('link', { name: `${first.name} in the graph` }).click();
  const picture = admin.getByRole('region', { name: /Picture of phones and the people/ });
  await expect(picture.getByRole('link')).toHaveCount(3);
  await checkScreen(admin);
  // By keyboard from one of the picture's people to what that person tried.
  await picture.getByRole('link', { name: `Attempts of ${second.name}` }).focus();
  await admin.keyboard.press('Enter');
  await expect(admin.getByRole('heading', { level: 1, name: 'Attempts' })).toBeVisible();
  await expect(admin.getByRole('status').filter({ hasText: '1 attempt' })).toBeVisible();

  await admin.goBack();
  await admin.getByRole('link', { name: 'All signals' }).click();
  await signal.getByRole('link', { name: /^Details of the signal: One phone/ }).click();
  await admin.getByRole('button', { name: 'Dismiss' }).click();
  await admin.getByLabel('Reason').fill('Brother and sister, one battery was empty');
  await checkScreen(admin);
  await admin.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
  await expect(admin.getByText(/: Brother and sister, one battery was empty$/)).toBeVisible();
  await admin.getByRole('link', { name: 'All signals' }).click();
  await expect(signal).toHaveCount(0);
});
