const longest = 80;

/**
 * What a new phone is called, so that a person's phones can be told apart: as it calls itself, with a number after the
 * first of that name. A browser that lost its key keeps the name it had.
 * @param earlier all keys the person ever registered, oldest first
 */
export function decideKeyLabel(
  earlier: readonly { label: string; deviceHash: string }[],
  claim: { label: string; device_id: string },
  isEvicted: boolean,
): string {
  const before = isEvicted ? earlier.findLast(({ deviceHash }) => deviceHash === claim.device_id) : undefined;
  if (before) return before.label;
  const taken = new Set(earlier.map(({ label }) => label));
  let label = claim.label;
  for (let number = 2; taken.has(label); number += 1) {
    const suffix = ` (${number})`;
    label = `${claim.label.slice(0, longest - suffix.length)}${suffix}`;
  }
  return label;
}
