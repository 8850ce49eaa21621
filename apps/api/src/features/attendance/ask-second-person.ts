import { AppError } from '#http/errors.ts';
import { needsSecondPerson } from './decide-second-person.ts';

/**
 * Keeps one person alone from changing what somebody has relied on for long.
 * @throws AppError second_person_needed
 */
export function askSecondPerson(session: { startsAt: Date }, now: Date): void {
  if (!needsSecondPerson(session, 1, now)) return;
  throw new AppError('second_person_needed', 'This class session is old: propose the change to a second person.');
}
