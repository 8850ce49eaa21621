const beforeAMark = /\/(?:ui|lib)\/|\/features\/(?:attendance|sign-in)\/|\/(?:account|enrolment)\.\w+\.json$/;
const besideIt = /\/features\/(?:account|calendar|doctor|enrolment)\/|\/photo\.\w+\.json$/;

/**
 * Three files a language: what comes before a mark, what else a student reads, and what only staff read. English lies
 * with the features themselves.
 */
export function nameWordChunk(path: string): string | null {
  const language = /\.(id|sw|ar)\.json$/.exec(path)?.[1];
  if (language === undefined) return null;
  const part = beforeAMark.test(path) ? 'all' : besideIt.test(path) ? 'student' : 'staff';
  return `words-${language}-${part}`;
}
