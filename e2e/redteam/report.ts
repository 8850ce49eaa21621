import { intervalOf } from './statistics.ts';
import type { Tally } from './tally.ts';
import type { Threat } from './threat-model.ts';

export type Result = { threat: Threat; tally: Tally | null; failure: string | null };

/** Null where the result is as strong as the row says, else what is weaker. */
export function weakness({ threat, tally, failure }: Result): string | null {
  if (failure !== null) return failure;
  if (tally === null || tally.tries === 0) return 'nothing was tried';
  if (threat.verdict === 'stopped' && tally.accepted + tally.reviewed > 0) return 'not stopped';
  if (threat.verdict === 'reviewed' && tally.accepted > 0) return 'not reviewed';
  // A few tries cannot show a small rate: even the lower end of the interval has to lie above it.
  const { least } = intervalOf(tally.accepted, tally.tries);
  if (least > threat.atMost) return `accepted more than ${threat.atMost * 100} %`;
  return null;
}

export function printResults(results: readonly Result[]): void {
  const rows = results.map((result) => {
    const { threat, tally } = result;
    const counts = tally ? [tally.tries, tally.accepted, tally.reviewed, tally.refused] : ['-', '-', '-', '-'];
    return [threat.id, ...counts.map(String), threat.verdict, weakness(result)?.slice(0, 120) ?? 'as stated'];
  });
  const head = ['attack', 'tries', 'accepted', 'reviewed', 'refused', 'expected', 'verdict'];
  const widths = head.map((name, i) =>
    Math.max(name.length, ...rows.map((row) => (i === 6 ? 0 : (row[i]?.length ?? 0)))),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i > 0 && i < 5 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ');
  console.log(`\n${line(head).trimEnd()}`);
  for (const row of rows) console.log(line(row).trimEnd());
}
