import type { LivenessEvidence } from '@hadir/contract/liveness.ts';
import type { Page } from '@playwright/test';
import { type Classroom, PASSWORD } from '#e2e/school.ts';
import { register } from '#e2e/student.ts';

export const STUDENT = { name: 'Budget Student', email: 'budget@example.org' };

/** Registers and enrols as a student does. @returns milliseconds from the tap that starts the camera to the sending */
export async function enrol(page: Page, { joinCode, enrol: addToCourse }: Classroom): Promise<number> {
  await register(page, { ...STUDENT, joinCode });
  await addToCourse(STUDENT.email);
  await page.goto('/enrol');
  await page.getByRole('checkbox', { name: 'I have read this and I agree' }).check();
  await page.getByRole('button', { name: 'Agree and go on' }).click();
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register this phone' }).click();
  const start = page.getByRole('button', { name: 'Start camera' });
  await start.waitFor();
  await page.waitForLoadState('networkidle');
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/face_template'), { timeout: 60_000 });
  const startedAt = performance.now();
  await start.click();
  await sent;
  const tookMs = performance.now() - startedAt;
  await page.getByText('Waiting for your teacher to confirm').waitFor({ timeout: 15_000 });
  return tookMs;
}

type MarkTimes = {
  /** From the tap to the mark's answer, without the time that liveness steps took. */
  answeredMs: number;
  livenessMs: number;
};

/** One mark of a willing person, models loaded before. Throws when it is refused. */
export async function mark(page: Page, title: string): Promise<MarkTimes> {
  await page.goto('/');
  const button = page.getByRole('button', { name: `Mark attendance in ${title}` });
  await button.waitFor();
  await page.waitForLoadState('networkidle');
  // The models are loaded while the person looks at the screen.
  await page.waitForTimeout(3_000);
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/session_attendance/mark'), {
    timeout: 60_000,
  });
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/session_attendance/mark'), {
    timeout: 60_000,
  });
  const startedAt = performance.now();
  await button.click();
  const [request, answer] = await Promise.all([sent, answered]);
  const tookMs = performance.now() - startedAt;
  if (answer.status() !== 200) throw new Error(`The mark was answered ${answer.status()} ${await answer.text()}`);
  const livenessMs = timeOf(request.postDataJSON().liveness ?? null);
  return { answeredMs: tookMs - livenessMs, livenessMs };
}

/** Milliseconds in which steps were asked for. */
function timeOf(evidence: LivenessEvidence | null): number {
  const steps = evidence?.steps ?? [];
  return steps.reduce((sum, step) => sum + (step.outcome === 'done' ? step.done_ms - step.started_ms : 0), 0);
}
