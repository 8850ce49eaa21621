/** What `npm run bench -- lists` was asked: `--students 5000 --courses 200 --attempts 200000 --rounds 40 --keep <folder>`. */
export type Size = { students: number; courses: number; attempts: number };

export function readOptions(words: readonly string[]): Size & { rounds: number; keep: string | null } {
  const of = (name: string) => words[words.indexOf(`--${name}`) + 1];
  const number = (name: string, otherwise: number) => {
    const given = words.includes(`--${name}`) ? Number(of(name)) : otherwise;
    if (!Number.isSafeInteger(given) || given < 1) throw new Error(`--${name} wants a number`);
    return given;
  };
  return {
    students: number('students', 50_000),
    courses: number('courses', 2000),
    attempts: number('attempts', 5_000_000),
    rounds: number('rounds', 40),
    /** A data folder that stays, and is measured again as it is. */
    keep: words.includes('--keep') ? (of('keep') ?? null) : null,
  };
}
