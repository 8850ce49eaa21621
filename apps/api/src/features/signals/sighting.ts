import type { SignalDetail, SignalKind, SignalLevel } from '@hadir/contract/signals.ts';

/** What a rule says: how much it means, and the numbers behind it. */
export type Finding = { level: SignalLevel; detail: SignalDetail };

/** Something seen that belongs to one signal, found by kind and key. Seen again it changes nothing. */
export type Sighting = Finding & {
  kind: SignalKind;
  /** What makes two sightings the same signal. */
  key: string;
  /** Ids of people and attempts behind it. */
  people: readonly string[];
  attempts: readonly string[];
  /** For kinds without attempts: how often and when; with attempts those are counted. */
  counted?: { sightings: number; firstAt: Date; lastAt: Date };
};

const levels = ['low', 'medium', 'high'] as const;

export function isHigher(level: SignalLevel, than: SignalLevel): boolean {
  return levels.indexOf(level) > levels.indexOf(than);
}
