/** What became of one try: the attacker got what he wanted, a person has to decide, or nothing came of it. */
export type Outcome = 'accepted' | 'reviewed' | 'refused';

export type Tally = { tries: number; accepted: number; reviewed: number; refused: number; note?: string };

export function tally(outcomes: readonly Outcome[], note?: string): Tally {
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  return {
    tries: outcomes.length,
    accepted: count('accepted'),
    reviewed: count('reviewed'),
    refused: count('refused'),
    ...(note !== undefined && { note }),
  };
}

/** An attack that is over in one question: did it work? */
export const worked = (did: boolean): Outcome => (did ? 'accepted' : 'refused');
