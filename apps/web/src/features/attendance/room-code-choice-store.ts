import { create } from 'zustand';
import { canKeep } from '#features/enrolment/device-id.ts';

const KEY = 'hadir.room-code-choice';

/** What was put aside: the asking of one person, and once more after the school has turned down their face. */
export const choiceOf = (personId: string, rejectedAt: string | null) => `${personId}/${rejectedAt ?? 'new'}`;

function read(): readonly string[] {
  const kept = canKeep() ? localStorage.getItem(KEY) : null;
  return kept ? kept.split(' ') : [];
}

/** People of this phone who mark with the room code and want to be asked for their face no more. */
export const useRoomCodeChoice = create<{ chosen: readonly string[] }>(() => ({ chosen: read() }));

export function chooseRoomCode(choice: string): void {
  const chosen = [...new Set([...read(), choice])];
  if (canKeep()) localStorage.setItem(KEY, chosen.join(' '));
  useRoomCodeChoice.setState({ chosen });
}
