import { signOut } from '@hadir/contract/sign-in.ts';
import { type Answer, call, forgetCsrfToken } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';

/** Somebody has signed out of this browser, and the server has not heard it yet. */
export const LEAVING = 'hadir.leaving';

/** Says whether this browser will still know it after a reload. */
export function noteLeaving(): boolean {
  try {
    localStorage.setItem(LEAVING, 'yes');
    return true;
  } catch {
    return false;
  }
}

export function isLeaving(): boolean {
  try {
    return localStorage.getItem(LEAVING) !== null;
  } catch {
    return false;
  }
}

/** Somebody has signed in since, or the server knows. */
export function forgetLeaving(): void {
  try {
    localStorage.removeItem(LEAVING);
  } catch {
    // Without storage nothing was noted.
  }
}

/** Ends the sign-in on the server; what was noted is then done. A sign-in that is over already counts as ended. */
export async function endSignIn(): Promise<Answer<typeof signOut>> {
  const answer = await call(signOut, {});
  if (answer.kind !== 'ok' && !isRefused(answer, 'not_signed_in')) return answer;
  forgetCsrfToken();
  forgetLeaving();
  return { kind: 'ok', value: { success: true } };
}

/** Tells the server what it has not heard yet as soon as there is network again. */
export function watchLeaving(): void {
  addEventListener('online', () => {
    if (isLeaving()) void endSignIn();
  });
}
