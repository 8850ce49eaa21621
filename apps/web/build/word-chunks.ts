const forEverybody = /\/(?:ui|lib)\/|\/features\/(?:account|attendance|enrolment|sign-in)\/|\/photo\./;

/** Two files a language: what a student reads, and what only staff read. English lies with the features themselves. */
export function nameWordChunk(path: string): string | null {
  const language = /\.(id|sw|ar)\.json$/.exec(path)?.[1];
  if (language === undefined) return null;
  return `words-${language}-${forEverybody.test(path) ? 'all' : 'staff'}`;
}
