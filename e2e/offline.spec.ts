import { issueOfflineTickets } from '@hadir/contract/offline.ts';
import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { expectAttempts, expectResult, findOnRoster } from './mark.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { signIn } from './student.ts';

const saved = 'Saved on this phone, not yet counted';
const arrived = 'Your kept mark was sent';

/** Opens the app and waits until it has fetched what it needs without network. */
async function getReady(page: Page, title: string): Promise<void> {
  // Not the answer to an earlier page, which did not know this class.
  const fetched = page.waitForResponse(async (response) => {
    if (!response.url().endsWith('/api/offline_tickets') || !response.ok()) return false;
    return issueOfflineTickets.reply
      .parse(await response.json())
      .tickets.some(({ session }) => session.title === title);
  });
  await page.goto('/');
  const { tickets } = issueOfflineTickets.reply.parse(await (await fetched).json());
  await expect.poll(() => readTicketIds(page)).toEqual(expect.arrayContaining(tickets.map(({ id }) => id)));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // Of journeys before: a mark that arrived while nobody looked is told until somebody has read it.
  const read = page.getByRole('button', { name: 'All right' });
  for (const _ of await read.all()) await read.first().click();
}

/** The app on a phone that is ready and has no network any more. */
async function goOffline(page: Page, title: string): Promise<void> {
  await getReady(page, title);
  await page.context().setOffline(true);
  await page.reload();
}

/** Of those that have come to rest on the phone. */
const readTicketIds = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<IDBValidKey[]>((resolve, reject) => {
        const opening = indexedDB.open('hadir-outbox');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const keys = opening.result.transaction('tickets').objectStore('tickets').getAllKeys();
          keys.onsuccess = () => resolve(keys.result);
          keys.onerror = () => reject(keys.error);
          opening.result.close();
        };
      }),
  );

/** From the start screen that opens without network to the saved mark. */
async function markOffline(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Mark attendance in ${title}` }).click();
  const start = page.getByRole('button', { name: 'Start camera' });
  await start.click();
  await expectResult(page, saved);
}

/** How far the phone's own clock is off from now on, milliseconds; the one that nobody sets goes on. */
async function setClock(page: Page, shiftMs: number): Promise<void> {
  await page.evaluate((shift) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + shift;
  }, shiftMs);
}

/** A disk that is full, or not any more: Chromium lets small writes pass whatever quota it is told of. */
async function setSpace(page: Page, isThere: boolean): Promise<void> {
  await page.evaluate((hasSpace) => {
    const store = IDBObjectStore.prototype;
    const real: unknown = Reflect.get(store, 'realAdd') ?? store.add;
    Reflect.set(store, 'realAdd', real);
    const full = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
    Reflect.set(store, 'add', hasSpace ? real : full);
  }, isThere);
}

test('the app opens without network, saves a mark through a reload and two taps, and sends it by itself', async ({
  grace,
  camera,
  classroom,
  openSession,
  quiet,
}) => {
  test.setTimeout(240_000);
  quiet.expect('unreachable', '/');
  const { page } = grace;
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const session = await openSession('Osmosis');
  await goOffline(page, session.title);
  await expect(page.getByRole('heading', { name: 'You can mark without network' })).toBeVisible();
  await checkScreen(page);
  // Two taps begin one mark.
  await page.getByRole('button', { name: `Mark attendance in ${session.title}` }).click();
  await page.getByRole('button', { name: 'Start camera' }).dblclick();
  await expectResult(page, saved);
  await checkScreen(page);
  await page.reload();
  await expect(page.getByText(saved)).toBeVisible();
  await expect(page.getByRole('button', { name: `Mark attendance in ${session.title}` })).toBeHidden();
  await checkScreen(page);
  await expectAttempts(classroom.admin, session.id, []);

  await page.context().setOffline(false);
  await expect(page.getByText(arrived)).toBeVisible({ timeout: 30_000 });
  await checkScreen(page);
  const { record } = await findOnRoster(classroom.teacher, session.id, grace.name);
  expect(record).toMatchObject({ state: 'pending', review_reasons: expect.arrayContaining(['offline_mark']) });
  expect(Date.parse(record?.captured_at ?? '')).toBeLessThan(Date.parse(record?.marked_at ?? ''));
  await expectAttempts(classroom.admin, session.id, ['Accepted']);
  await page.getByRole('button', { name: 'All right' }).click();
  await page.goto('/history');
  await expect(page.getByText(/made without network at/).filter({ visible: true })).toBeVisible();
});

test('a network that comes back takes no mark away that is being made', async ({
  grace,
  camera,
  classroom,
  openSession,
  quiet,
}) => {
  test.setTimeout(240_000);
  quiet.expect('unreachable', '/');
  const { page } = grace;
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const session = await openSession('Mitosis');
  await goOffline(page, session.title);
  await page.getByRole('button', { name: `Mark attendance in ${session.title}` }).click();
  await page.getByRole('button', { name: 'Start camera' }).click();
  // Earlier the server would be asked, and the mark be one like any other.
  await expect(page.getByText(/pictures taken/)).toBeVisible({ timeout: 30_000 });
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/me') && response.ok());
  await page.context().setOffline(false);
  await answered;
  await expect(page.locator('video')).toBeVisible();
  // Once it is kept, the app goes on with the network.
  await expect(page.getByText(arrived)).toBeVisible({ timeout: 80_000 });
  const { record } = await findOnRoster(classroom.teacher, session.id, grace.name);
  expect(record).toMatchObject({ state: 'pending', review_reasons: expect.arrayContaining(['offline_mark']) });
  await page.getByRole('button', { name: 'All right' }).click();
});

test('a clock that was set back says nothing wrong, and a face that is not seen uses up no ticket', async ({
  grace,
  camera,
  classroom,
  openSession,
  quiet,
}) => {
  test.setTimeout(240_000);
  quiet.expect('unreachable', '/');
  const { page } = grace;
  await camera.show({ kind: 'empty_room' });
  const session = await openSession('Diffusion');
  await getReady(page, session.title);
  await page.context().setOffline(true);
  await setClock(page, -3 * 3_600_000);
  await page.getByRole('button', { name: `Mark attendance in ${session.title}` }).click();
  await expectResult(page, 'The face was not accepted');
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const before = Date.now();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectResult(page, saved);
  const after = Date.now();
  await page.context().setOffline(false);
  await page.getByRole('link', { name: 'Back to the start' }).click();
  await expect(page.getByText(arrived)).toBeVisible({ timeout: 30_000 });
  const { record } = await findOnRoster(classroom.teacher, session.id, grace.name);
  const at = Date.parse(record?.captured_at ?? '');
  expect(at).toBeGreaterThan(before - 60_000);
  expect(at).toBeLessThan(after + 60_000);
  expect(record?.review_reasons).toContain('clock_changed');
  await page.getByRole('button', { name: 'All right' }).click();
});

test('somebody else who signs in on the phone sees nothing of the mark, and it still arrives as its owner’s', async ({
  grace,
  leila,
  camera,
  classroom,
  openSession,
  quiet,
}) => {
  test.setTimeout(240_000);
  quiet.expect('unreachable', '/');
  const { page } = grace;
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const session = await openSession('Enzymes');
  await goOffline(page, session.title);
  await markOffline(page, session.title);
  let sent = 0;
  await page.context().route('**/api/offline_marks', (route) => {
    sent += 1;
    return route.abort();
  });
  await page.context().setOffline(false);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await signIn(page, leila.email, PASSWORD);
  await expect.poll(() => sent, { timeout: 30_000 }).toBeGreaterThan(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Leila');
  await expect(page.getByText(saved)).toBeHidden();
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText(saved)).toBeHidden();
  await page.context().unroute('**/api/offline_marks');
  await page.context().setOffline(false);
  await expect
    .poll(async () => (await findOnRoster(classroom.teacher, session.id, grace.name)).record?.state, {
      timeout: 30_000,
    })
    .toBe('pending');
  expect((await findOnRoster(classroom.teacher, session.id, leila.name)).record).toBeNull();
  await expect(page.getByText(arrived)).toBeHidden();
  // Nothing disappears before its owner has seen it.
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await signIn(page, grace.email, PASSWORD);
  await expect(page.getByText(arrived)).toBeVisible();
  await page.getByRole('button', { name: 'All right' }).click();
});

test('a phone without space says so, and one that did not count says who can help', async ({
  grace,
  camera,
  classroom,
  openSession,
  quiet,
}) => {
  test.setTimeout(240_000);
  quiet.expect('unreachable', '/');
  quiet.expect(400, '/api/offline_marks');
  const { page } = grace;
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const session = await openSession('Photosynthesis');
  await goOffline(page, session.title);
  await setSpace(page, false);
  await page.getByRole('button', { name: `Mark attendance in ${session.title}` }).click();
  await page.getByRole('button', { name: 'Start camera' }).click();
  await expectResult(page, 'Your mark could not be saved');
  await checkScreen(page);
  await setSpace(page, true);
  // Nobody has told the phone.
  await classroom.closeSession(session.id);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectResult(page, saved);
  await page.context().setOffline(false);
  await expect(page.getByText('A saved mark did not count')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/ask your teacher: they see this try/)).toBeVisible();
  await checkScreen(page);
  await expectAttempts(classroom.admin, session.id, ['Session inactive']);
  await page.getByRole('button', { name: 'All right' }).click();
  await expect(page.getByText('A saved mark did not count')).toBeHidden();
});

test('who signs out without network leaves nothing that opens, and is signed out when there is network again', async ({
  grace,
  openSession,
  quiet,
}) => {
  quiet.expect('unreachable', '/');
  const { page } = grace;
  const session = await openSession('Heredity');
  await goOffline(page, session.title);
  const mark = page.getByRole('button', { name: `Mark attendance in ${session.title}` });
  await expect(mark).toBeVisible();
  await checkScreen(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(mark).toBeHidden();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await signIn(page, grace.email, PASSWORD);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Grace');
});
