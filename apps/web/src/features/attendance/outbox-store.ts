import { create } from 'zustand';
import { isSignedInAs } from '#features/sign-in/me.ts';
import { forgetMark, type JudgedMark, type KeptMark, listJudgedMarks, listKeptMarks } from './outbox.ts';
import { type MarkOutcome, sendMark } from './send-mark.ts';

/** What lies in the outbox, and how marks ended that nobody was looking at. */
type OutboxState = {
  kind: 'loading' | 'known';
  marks: KeptMark[];
  results: JudgedMark[];
  /** On this phone's clock, milliseconds: nothing is sent before, because the server asked for a pause. */
  pausedUntil: number;
  /** By id of a mark whose class nobody has opened yet: when it is asked about again, as `pausedUntil`. */
  unopened: Readonly<Record<string, number>>;
};

export const useOutbox = create<OutboxState>(() => ({
  kind: 'loading',
  marks: [],
  results: [],
  pausedUntil: 0,
  unopened: {},
}));

/** Brings the store up to what is kept on this phone. Rejects where the browser keeps nothing. */
export async function readOutbox(): Promise<void> {
  const [marks, results] = await Promise.all([listKeptMarks(), listJudgedMarks()]);
  useOutbox.setState({ kind: 'known', marks, results });
}

/**
 * Sends the person's kept marks again, as they are; late ones too, because only the server knows whether an earlier
 * sending arrived. Marks of others stay untouched: sent under the wrong name they would be refused for good. Those that
 * were made without network go their own way.
 * @param now milliseconds of this phone's clock
 */
export async function resendMarks(personId: string, now: number = Date.now()): Promise<void> {
  const isPaused = () => now < useOutbox.getState().pausedUntil;
  const own = (await listKeptMarks()).filter((mark) => mark.personId === personId && !mark.offline);
  if (own.length > 0 && !isPaused() && (await isSignedInAs(personId))) {
    for (const mark of own) {
      if (isPaused()) break;
      const outcome = await sendMark(mark);
      if (outcome) notePause(outcome, now);
    }
  }
  await readOutbox();
}

/** A pause that the server asks for holds for every kept mark. */
export function notePause(outcome: MarkOutcome, now: number): void {
  if (outcome.kind !== 'not_sent' || outcome.pauseS === null) return;
  useOutbox.setState({ pausedUntil: now + outcome.pauseS * 1000 });
}

/** Milliseconds until a mark whose class is not open yet is sent again. */
const UNOPENED_MS = 30_000;

export function noteUnopened(id: string, now: number): void {
  useOutbox.setState(({ unopened }) => ({ unopened: { ...unopened, [id]: now + UNOPENED_MS } }));
}

/** The person has seen how a mark ended, or gives one up. */
export async function dismissMark(id: string): Promise<void> {
  await forgetMark(id);
  await readOutbox();
}
