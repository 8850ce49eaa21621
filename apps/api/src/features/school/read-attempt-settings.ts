import { AttemptSettings } from '@hadir/contract/settings.ts';

/**
 * Settings as a row holds them. What is missing stands at its default, and so does everything where the row holds
 * what no version of ours has written: a mark is judged all the same, and no check is ever open by a mistake.
 */
export function readAttemptSettings(stored: unknown): AttemptSettings {
  const parsed = AttemptSettings.safeParse(stored);
  return parsed.success ? parsed.data : AttemptSettings.parse({});
}
