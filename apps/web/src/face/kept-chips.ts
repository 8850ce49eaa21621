import type { Square } from './square.ts';

/** Chips that wait for the second recogniser, by number; as many as a capture takes, and some that were let go. */
const MOST = 12;

type KeptChips = {
  keep(id: number, chip: Square): void;
  /** Hands a chip out once; null when it was never kept or has made room for newer ones. */
  take(id: number): Square | null;
  clear(): void;
};

export function makeKeptChips(most = MOST): KeptChips {
  const chips = new Map<number, Square>();
  return {
    keep(id, chip) {
      chips.set(id, chip);
      const [oldest] = chips.keys();
      if (chips.size > most && oldest !== undefined) chips.delete(oldest);
    },
    take(id) {
      const chip = chips.get(id) ?? null;
      chips.delete(id);
      return chip;
    },
    clear: () => chips.clear(),
  };
}
