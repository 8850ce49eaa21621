import { type AttemptReason, listAttempts } from '@hadir/contract/attempts.ts';
import { confirmFaceTemplate } from '@hadir/contract/enrolment.ts';
import { getRoster, type RosterItem } from '@hadir/contract/sessions.ts';
import { expect, type Page } from '@playwright/test';
import type { Caller } from './caller.ts';
import type { Classroom } from './school.ts';

/** One tap after opening the app; the camera starts with it. */
export async function startMarking(page: Page, title: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Mark attendance in ${title}` }).click();
}

/** The answer. A face that is never good enough is reported after 15 s; a clip comes round to a liveness step in ten. */
export async function expectResult(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible({ timeout: 80_000 });
}

/** Exactly these attempts are kept in the session, newest first. */
export async function expectAttempts(
  admin: Caller,
  sessionId: string,
  reasons: readonly AttemptReason[],
): Promise<void> {
  const { items } = await admin(listAttempts, { query: { session_id: sessionId } });
  expect(items.map((attempt) => attempt.reason)).toEqual(reasons);
}

export async function findOnRoster(teacher: Caller, sessionId: string, name: string): Promise<RosterItem> {
  const { items } = await teacher(getRoster, { params: { id: sessionId } });
  const found = items.find(({ student }) => student.name === name);
  if (!found) throw new Error(`${name} is not on the roster.`);
  return found;
}

/** As a teacher does once who knows the person. */
export async function confirmFace({ teacher, findPerson }: Classroom, name: string): Promise<void> {
  await teacher(confirmFaceTemplate, { params: { id: await findPerson(name) } });
}

/** Everything the phone was told about marks and challenges, as text. */
export function listenToAnswers(page: Page): string[] {
  const answers: string[] = [];
  page.on('response', async (response) => {
    if (!response.url().includes('/api/session_attendance/mark')) return;
    answers.push(await response.text().catch(() => ''));
  });
  return answers;
}
