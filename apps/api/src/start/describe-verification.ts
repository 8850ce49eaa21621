import type { Verification } from '#features/audit/verify-audit.ts';

/**
 * What the person who asked for a verification reads.
 * @param powers ways in which the API's role could alter audit rows
 */
export function describeVerification(found: Verification, apiRole: string, powers: readonly string[]): string {
  const lines: string[] = [];
  if (found.finding) {
    const { seq, id, action, at, what } = found.finding;
    const named = [seq !== null && `row ${seq}`, id, action, at && `of ${at}`].filter(Boolean).join(', ');
    lines.push(`NOT AS IT WAS WRITTEN: ${named && `${named}: `}${what}.`);
  }
  if (powers.length > 0) {
    lines.push(`WARNING: the API's database role "${apiRole}" could alter audit rows: it ${powers.join(', ')}.`);
    lines.push('Give the API a role of its own in DATABASE_URL, and the owner of the tables as DATABASE_OWNER_URL.');
  } else {
    lines.push(`The API's database role "${apiRole}" cannot update or delete audit rows.`);
  }
  if (found.erased > 0) lines.push(`${one(found.erased, 'payload was', 'payloads were')} erased; the rows stand.`);
  if (found.waiting > 0) lines.push(`${one(found.waiting, 'row waits', 'rows wait')} to be sealed.`);
  const checkpoints = one(found.checkpoints, 'signed checkpoint', 'signed checkpoints');
  const rows = one(found.rows, 'row', 'rows');
  lines.push(
    found.finding
      ? `${rows} verified before it; ${checkpoints} read.`
      : `${rows} verified against ${checkpoints}: every row is as it was written.`,
  );
  return `${lines.join('\n')}\n`;
}

const one = (count: number, single: string, several: string) => `${count} ${count === 1 ? single : several}`;
