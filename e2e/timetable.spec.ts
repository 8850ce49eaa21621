import { acceptInvitation, invite } from '@hadir/contract/people.ts';
import { closeClassSession, listClassSessions } from '@hadir/contract/sessions.ts';
import { getMe, register } from '@hadir/contract/sign-in.ts';
import { endTimetableRule, listTimetableRules } from '@hadir/contract/timetable.ts';
import { expect, type Page } from '@playwright/test';
import { openCaller } from './caller.ts';
import { test } from './journey.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { signIn } from './student.ts';

const student = { name: 'Neema Kariuki', email: 'neema.kariuki@example.org', password: PASSWORD };
const substitute = { name: 'Otieno Were', email: 'otieno.were@example.org' };
const title = 'Cells under glass';

const dayMs = 86_400_000;

/** What a clock of the zone shows: `YYYY-MM-DD` and `HH:MM`. */
function wallClock(at: number, zone: string): { day: string; time: string } {
  const [day = '', time = ''] = new Date(at).toLocaleString('sv-SE', { timeZone: zone }).split(' ');
  return { day, time: time.slice(0, 5) };
}

const weekdayOf = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });

async function fillClass(page: Page, zone: string): Promise<void> {
  const { day, time } = wallClock(Date.now() - 60_000, zone);
  await page.getByRole('button', { name: 'New class' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Course').selectOption({ label: 'BIO-101 · J · Biology' });
  await form.getByLabel('Title').fill(title);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Choose at least one day.')).toBeVisible();
  await form.getByLabel(weekdayOf(day)).check();
  await form.getByLabel('Begins at').fill(time);
  await form.getByLabel('First day').fill(day);
  await form.getByLabel('Last day').fill(wallClock(Date.now() + 60 * dayMs, zone).day);
  await form.getByLabel('Room').fill('Lab 3');
  await form.getByLabel('It opens at its time by itself').check();
  await checkScreen(page);
  await form.getByRole('button', { name: 'Save' }).click();
}

test('a class comes again: it opens by itself, one day is cancelled, a colleague takes it over', async ({
  product,
  classroom,
  openPhone,
  openLaptop,
}) => {
  const { admin: asAdmin, teacher: asTeacher, adminSignIn } = classroom;
  const caller = await openCaller(product.address);
  await caller(register, { body: { join_code: classroom.joinCode, ...student } });
  await classroom.enrol(student.email);
  const { link } = await asAdmin(invite, { body: { ...substitute, role: 'teacher' } });
  const accepting = await openCaller(product.address);
  await accepting(acceptInvitation, { body: { token: new URL(link).hash.slice(1), password: PASSWORD } });
  const zone = (await asTeacher(getMe)).school.time_zone;

  const admin = await openLaptop();
  await signIn(admin, adminSignIn.email, adminSignIn.password);
  await admin.getByRole('link', { name: 'Timetable' }).click();
  await admin.getByText('Classes that come again').click();
  await fillClass(admin, zone);
  await expect(admin.getByRole('heading', { name: title })).toBeVisible();
  await checkScreen(admin);

  const phone = await openPhone();
  await signIn(phone, student.email, PASSWORD);
  await expect(phone.getByRole('heading', { name: title })).toBeVisible({ timeout: 30_000 });
  await expect(phone.getByText('Lab 3').first()).toBeVisible();

  await admin.goto(`/timetable?week=${wallClock(Date.now() + 7 * dayMs - 60_000, zone).day}`);
  await admin.getByRole('button', { name: title }).click();
  await admin.getByRole('button', { name: 'Cancel this class' }).click();
  await admin.getByLabel('Reason').fill('Sports day');
  await checkScreen(admin);
  await admin.getByRole('button', { name: 'Cancel this class' }).click();
  await expect(admin.getByRole('button', { name: title }).getByText('Cancelled')).toBeVisible();
  await checkScreen(admin);

  const { items } = await asTeacher(listClassSessions, {});
  const session = items.find((each) => each.title === title);
  expect(session?.phase).toBe('open');
  const laptop = await openLaptop();
  await signIn(laptop, substitute.email, PASSWORD);
  await laptop.getByRole('button', { name: 'Take over a class' }).click();
  await laptop.getByRole('button', { name: `Take over ${title} of Wanja Njoroge` }).click();
  await laptop.getByLabel('Reason').fill('Wanja is at the dentist');
  await laptop.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
  await expect(laptop.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(laptop.getByText(student.name)).toBeVisible();
  await checkScreen(laptop);
  const seen = (await asTeacher(listClassSessions, {})).items.find((each) => each.id === session?.id);
  expect(seen?.staff).toMatchObject([{ name: substitute.name, took_over: { reason: 'Wanja is at the dentist' } }]);

  await asTeacher(closeClassSession, { params: { id: session?.id ?? '' } });
  for (const { id } of (await asAdmin(listTimetableRules, { query: { search: title } })).items) {
    await asAdmin(endTimetableRule, { params: { id } });
  }
});
