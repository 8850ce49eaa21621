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
  if (found.erased > 0) lines.push(`${found.erased} payloads were erased; their rows stand.`);
  if (found.waiting > 0) lines.push(`${found.waiting} rows wait to be sealed.`);
  const checkpoints = `${found.checkpoints} signed checkpoint${found.checkpoints === 1 ? '' : 's'}`;
  lines.push(
    found.finding
      ? `${found.rows} rows verified before it; ${checkpoints} read.`
      : `${found.rows} rows verified against ${checkpoints}: every row is as it was written.`,
  );
  return `${lines.join('\n')}\n`;
}
