/**
 * How close two enrolled faces are, in words. Means of two enrolments of one person lie up to 0.32 apart in three of
 * four cases; two strangers come within 0.4 in one of several thousand pairs (`docs/accuracy.md`).
 */
export function describeLikeness(distance: number): 'same' | 'close' | 'alike' {
  if (distance <= 0.32) return 'same';
  return distance <= 0.4 ? 'close' : 'alike';
}
