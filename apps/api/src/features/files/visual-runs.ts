import bidiFactory from 'bidi-js';

// Proven border: the package is a CommonJS function whose types speak of a module with a default.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u;

/** A piece of a line that is read in one direction. */
export type Run = { text: string; isRightToLeft: boolean };

/** Whether the first letter that has a direction is of a script that is read from the right. */
export function readsFromRight(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && rightToLeft.test(letter);
}

/**
 * The pieces of one line from left to right as they are seen, each still in the order it is read in: the font's own
 * shaping joins Arabic letters and turns a piece round. Unicode Bidirectional Algorithm (UAX 9).
 */
export function visualRuns(line: string, base: 'ltr' | 'rtl'): Run[] {
  if (line === '') return [];
  const { levels } = bidi.getEmbeddingLevels(line, base);
  const pieces: { text: string; level: number }[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const level = levels[at] ?? 0;
    const sign = (level % 2 === 1 && bidi.getMirroredCharacter(line.charAt(at))) || line.charAt(at);
    const last = pieces.at(-1);
    if (last && last.level === level) last.text += sign;
    else pieces.push({ text: sign, level });
  }
  return ordered(pieces).map(({ text, level }) => ({ text, isRightToLeft: level % 2 === 1 }));
}

/** Rule L2 on whole pieces: from the highest level down to the lowest odd one, what lies at it or above is reversed. */
function ordered<T extends { level: number }>(pieces: T[]): T[] {
  const seen = [...pieces];
  const highest = Math.max(...seen.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < seen.length; from += 1) {
      let to = from;
      while ((seen[to]?.level ?? -1) >= level) to += 1;
      if (to > from) {
        seen.splice(from, to - from, ...seen.slice(from, to).toReversed());
        from = to;
      }
    }
  }
  return seen;
}
