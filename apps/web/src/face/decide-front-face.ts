import type { Located } from './nets.ts';

/** Whoever is so many times as far away sits behind; a class shares a room. */
const FARTHER = 1.5;

/** The one face in front, by height; `null` when nobody is there, `several` when two are about as near. */
export function decideFrontFace(found: readonly Located[]): Located | 'several' | null {
  const [first, second] = [...found].sort((a, b) => b.height - a.height);
  if (!first) return null;
  return second && second.height * FARTHER > first.height ? 'several' : first;
}
