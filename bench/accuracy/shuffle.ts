/** The same entries in an order of chance. */
export function shuffle<T>(entries: readonly T[], random: () => number): T[] {
  return entries
    .map((entry) => ({ entry, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}
