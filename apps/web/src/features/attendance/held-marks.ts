import type { JudgedMark, KeptMark } from './outbox.ts';

/** Marks and judgements this phone could not keep, such as on a full disk: they live as long as this page. */
const marks = new Map<string, KeptMark>();
const judged = new Map<string, JudgedMark>();

export function holdMark(mark: KeptMark): void {
  marks.set(mark.id, { ...mark, isOnlyHeld: true });
}

/** In the place of the mark, wherever that lies. */
export function holdJudgement(mark: JudgedMark): void {
  marks.delete(mark.id);
  judged.set(mark.id, mark);
}

export const isHeld = (id: string): boolean => marks.has(id);
export const isJudgementHeld = (id: string): boolean => judged.has(id);
export const listHeldMarks = (): KeptMark[] => [...marks.values()];
export const listHeldJudgements = (): JudgedMark[] => [...judged.values()];

/** @returns whether there was something of it */
export function forgetHeld(id: string): boolean {
  const wasJudged = judged.delete(id);
  return marks.delete(id) || wasJudged;
}
