import { listDeviceKeys } from '@hadir/contract/device-keys.ts';
import { expect, type Page } from '@playwright/test';
import { copyPasskeys, plugIn } from './authenticator.ts';
import { signInAs } from './caller.ts';
import { test } from './journey.ts';
import { expectResult, findOnRoster, startMarking } from './mark.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { signIn } from './student.ts';

/** What the browser keeps for the app. */
const readKept = (page: Page) =>
  page.evaluate(async () => {
    const stores: Record<string, unknown[]> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith('hadir-')) continue;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of db.objectStoreNames) {
        stores[`${name}/${store}`] = await new Promise((resolve, reject) => {
          const request = db.transaction(store).objectStore(store).getAllKeys();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      }
      db.close();
    }
    return {
      keys: stores['hadir-keys/keys'] ?? [],
      stores,
      deviceId: localStorage.getItem('hadir.device-id'),
    };
  });

async function registerNewPhone(page: Page, title: string): Promise<void> {
  await startMarking(page, title);
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register this phone' }).click();
  await expect(page.getByText('This phone waits for approval')).toBeVisible({ timeout: 60_000 });
}

test('a passkey approves a new phone at once; signing out keeps its key, forgetting it deletes it', async ({
  product,
  grace,
  camera,
  classroom,
  openPhone,
  openSession,
  quiet,
}) => {
  test.setTimeout(180_000);
  // Tickets that were asked for when somebody signed out, or the phone was forgotten.
  quiet.expect(401, '/api/offline_tickets');
  const session = await openSession('Lesson with a new phone');
  const first = await plugIn(grace.page);
  await grace.page.goto('/account');
  await grace.page.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = grace.page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByLabel('Name of the passkey').fill('Key in the cloud');
  await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await checkScreen(grace.page);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(grace.page.getByText('Key in the cloud')).toBeVisible();
  await checkScreen(grace.page);

  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const page = await openPhone();
  await signIn(page, grace.email, PASSWORD);
  await registerNewPhone(page, session.title);
  await copyPasskeys(first, await plugIn(page));
  const approve = page.getByRole('button', { name: 'Approve with a passkey' });
  await expect(approve).toBeVisible();
  await checkScreen(page);
  // The tap that began it counts still: the camera starts by itself.
  await approve.click();
  await expectResult(page, 'You are marked present');
  expect((await findOnRoster(classroom.teacher, session.id, grace.name)).waiting_key).toBeNull();

  const before = await readKept(page);
  expect(before.keys).toHaveLength(1);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  const after = await readKept(page);
  expect(after).toMatchObject({ keys: before.keys, deviceId: before.deviceId });
  // Whose phone it was keeps it opening for that person without network.
  expect(after.stores).toMatchObject({ 'hadir-outbox/owner': [], 'hadir-outbox/tickets': [] });
  await signIn(page, grace.email, PASSWORD);
  await page.goto('/account');
  const own = page.getByRole('listitem').filter({ hasText: 'This phone' });
  await expect(own.getByText('Active')).toBeVisible();
  await expect(own.getByText('Added later')).toBeVisible();

  await own.getByRole('button', { name: /^Forget/ }).click();
  await page.getByRole('dialog', { name: 'Forget this phone?' }).getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByText('The phone is forgotten.')).toBeVisible();
  expect(await readKept(page)).toMatchObject({ keys: [], deviceId: before.deviceId });
  const asGrace = await signInAs(product.address, grace.email, PASSWORD);
  expect((await asGrace(listDeviceKeys)).items[0]).toMatchObject({ state: 'revoked', origin: 'further' });

  await grace.page.reload();
  await grace.page.getByRole('button', { name: 'Remove Key in the cloud' }).click();
  await grace.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(grace.page.getByText('No passkey yet')).toBeVisible();
});

test('a browser that lost its storage is told apart from another phone, and the teacher sees which', async ({
  grace,
  camera,
  classroom,
  openPhone,
  openLaptop,
  openSession,
}) => {
  test.setTimeout(180_000);
  const session = await openSession('Lesson after a clean-up');
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const page = await openPhone();
  await signIn(page, grace.email, PASSWORD);
  await registerNewPhone(page, session.title);

  // As browsers do that need room: this store goes, the other one stays.
  await page.goto('/account');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('hadir-keys');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
  );
  await startMarking(page, session.title);
  await expect(page.getByText('Your browser has cleared away')).toBeVisible();
  await checkScreen(page);
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  await registerNewPhone(page, session.title);

  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto('/people');
  await teacher.getByRole('link', { name: grace.name }).first().click();
  await expect(teacher.getByRole('heading', { level: 1, name: grace.name })).toBeVisible();
  const lost = teacher.getByRole('listitem').filter({ hasText: 'Browser lost its storage' });
  await expect(lost).toHaveCount(1);
  await checkScreen(teacher);
  await lost.getByRole('button', { name: /^End/ }).click();
  const dialog = teacher.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Not seen in class');
  await checkScreen(teacher);
  await dialog.getByRole('button', { name: 'End phone' }).click();
  await expect(lost.getByText('Ended', { exact: true })).toBeVisible();
});
