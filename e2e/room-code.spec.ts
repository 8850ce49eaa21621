import { join } from 'node:path';
import { register } from '@hadir/contract/sign-in.ts';
import { expect, type Page } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import { openCaller } from './caller.ts';
import { test } from './journey.ts';
import { expectResult, findOnRoster, startMarking } from './mark.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { signIn } from './student.ts';

const who = { name: 'Amani Wekesa', email: 'amani@example.org', password: PASSWORD };

/** What any phone's own camera app reads off the board. */
async function scan(board: Page): Promise<string> {
  const picture = await board.getByRole('img', { name: 'QR code with the room code' }).screenshot();
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) });
}

test('somebody who never enrols a face: scan, sign in, mark, roll call, history', async ({
  product,
  classroom,
  openSession,
  openLaptop,
  openPhone,
}) => {
  const newcomer = await openCaller(product.address);
  await newcomer(register, { body: { join_code: classroom.joinCode, ...who } });
  await classroom.enrol(who.email);
  const session = await openSession('Lesson for everybody');

  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto(`/sessions/${session.id}`);
  await teacher.getByRole('link', { name: 'Projector view' }).click();
  await expect(teacher.getByText(/0 present, 0 waiting/)).toBeVisible();
  await checkScreen(teacher);

  const phone = await openPhone();
  await phone.goto(await scan(teacher));
  await expect(phone.getByRole('heading', { name: 'Your scan is kept' })).toBeVisible();
  expect(new URL(phone.url()).hash).toBe('');
  await checkScreen(phone);
  await phone.getByRole('link', { name: 'Sign in' }).click();
  await phone.getByLabel('E-mail').fill(who.email);
  await phone.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await phone.getByRole('button', { name: 'Sign in', exact: true }).click();

  await phone.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await phone.getByRole('button', { name: 'Register this phone' }).click();
  await expect(phone.getByRole('heading', { name: 'Your scan is kept' })).toBeVisible();
  await checkScreen(phone);
  await phone.getByRole('button', { name: 'Mark attendance' }).click();
  await expectResult(phone, 'Your mark is waiting for your teacher');
  await expect(teacher.getByText(/0 present, 1 waiting/)).toBeVisible();
  expect((await findOnRoster(classroom.teacher, session.id, who.name)).record).toMatchObject({
    state: 'pending',
    method: 'room_code',
    review_reasons: ['room_code'],
  });

  await teacher.goto(`/sessions/${session.id}/roll-call`);
  await expect(teacher.getByRole('heading', { name: who.name })).toBeVisible();
  await checkScreen(teacher);
  await teacher.getByRole('button', { name: `${who.name} is here` }).focus();
  await teacher.keyboard.press('Enter');
  await expect(teacher.getByText('Nobody waits')).toBeVisible();
  expect((await findOnRoster(classroom.teacher, session.id, who.name)).record).toMatchObject({
    state: 'confirmed',
    status: 'present',
  });

  await phone.goto('/history');
  const row = phone.getByRole('listitem').or(phone.getByRole('row')).filter({ hasText: session.title });
  await expect(row.getByText('Present', { exact: true })).toBeVisible();
  await expect(row.getByText('Room code')).toBeVisible();
});

test('a scan counts in the browser that made it, once', async ({
  grace,
  openSession,
  openPhone,
  quiet,
  classroom,
  openLaptop,
}) => {
  const session = await openSession('Lesson with a thief');
  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto(`/sessions/${session.id}/board`);
  const scanner = await openPhone();
  await scanner.goto(await scan(teacher));
  await expect(scanner.getByRole('heading', { name: 'Your scan is kept' })).toBeVisible();
  const kept = await scanner.evaluate(() => localStorage.getItem('hadir-room-receipt') ?? '');

  // What a script can copy is not enough: the other half is a cookie that no script sees.
  expect(await scanner.evaluate(() => document.cookie)).toBe('');
  await grace.page.evaluate((value) => localStorage.setItem('hadir-room-receipt', value), kept);
  quiet.expect(400, '/api/session_attendance/mark');
  await grace.page.goto(`/room-code/${session.id}`);
  await grace.page.getByRole('button', { name: 'Mark attendance' }).click();
  await expectResult(grace.page, 'The room code was not right');
  await grace.page.getByRole('button', { name: 'Try again' }).click();
  await expect(grace.page.getByLabel('Six digits')).toBeVisible();
});

test('while the code is on the screen a face is asked for it, kindly', async ({
  grace,
  camera,
  classroom,
  openSession,
  openLaptop,
}) => {
  const session = await openSession('Lesson with a board');
  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto(`/sessions/${session.id}/board`);
  const digits = teacher.getByText(/^Room code (\d ){5}\d$/);
  await expect(digits).toBeAttached();

  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  await startMarking(grace.page, session.title);
  await expect(grace.page.getByRole('heading', { name: 'And the code on the screen?' })).toBeVisible({
    timeout: 45_000,
  });
  await checkScreen(grace.page);
  const code = ((await digits.textContent()) ?? '').replace(/\D/g, '');
  await grace.page.getByLabel('Six digits').fill(code);
  await grace.page.getByRole('button', { name: 'Send with the code' }).click();
  await expectResult(grace.page, 'You are marked present');
  const { record } = await findOnRoster(classroom.teacher, session.id, grace.name);
  expect(record?.review_reasons).not.toContain('room_code_missing');

  await teacher.getByRole('link', { name: 'Back to the roster' }).click();
  await expect(teacher.getByRole('region', { name: 'Room code' })).toBeVisible();
});

test('the camera of the app reads the code off the board', async ({
  grace,
  camera,
  classroom,
  openSession,
  openLaptop,
  quiet,
}) => {
  const session = await openSession('Lesson with a scan');
  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto(`/sessions/${session.id}/board`);
  const board = teacher.getByRole('img', { name: 'QR code with the room code' });
  await expect(board).toBeVisible();
  await grace.page.goto(`/room-code/${session.id}`);
  // A clip takes its time to be made, and the code moves on meanwhile.
  quiet.expect(400, '/api/room_code_receipts');
  await expect(async () => {
    const photograph = join(process.env.E2E_FOLDER ?? '', 'board.png');
    await board.screenshot({ path: photograph });
    await camera.show({ kind: 'person', photograph: { file: photograph, face: null } });
    await grace.page.reload();
    await grace.page.getByRole('button', { name: 'Scan the code' }).click();
    await expect(grace.page.getByRole('heading', { name: 'Your scan is kept' })).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 75_000 });
  await grace.page.getByRole('button', { name: 'Mark attendance' }).click();
  await expectResult(grace.page, 'Your mark is waiting for your teacher');
});
