/** `npm run audit:verify`: exit code 1 when a row is not as it was written, or there is nothing to verify. */
import path from 'node:path';
import { attachDatabase } from '#database/attach-database.ts';
import { openAuditKey } from '#database/audit-key.ts';
import { openDataFolder } from '#database/data-folder.ts';
import { findDatabaseAccount } from '#database/database-account.ts';
import { readEnv } from '#env.ts';
import { errorCode } from '#error-code.ts';
import { findApiRolePowers } from '#features/audit/api-role-powers.ts';
import { verifyAudit } from '#features/audit/verify-audit.ts';
import { describeVerification } from '#start/describe-verification.ts';
import { StartError } from '#start-error.ts';

const root = path.join(import.meta.dirname, '../../../..');

try {
  process.exitCode = await verify();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function verify(): Promise<number> {
  const env = readEnv(process.env);
  const account = env.DATABASE_URL ? null : findDatabaseAccount();
  const folder = openDataFolder(env.DATA_DIR, root, account);
  const database = await attachDatabase(env, folder, account);
  try {
    const key = openAuditKey(env, folder.keys);
    const { client, apiRole } = database;
    const { rows } = await client.query<{ is_running: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'hadir' AND datname = current_database())
       AS is_running`,
    );
    const isRunning = rows[0]?.is_running ?? false;
    const found = await verifyAudit(client, { folder: folder.audit, key }, { isRunning, now: new Date() });
    process.stdout.write(describeVerification(found, apiRole, await findApiRolePowers(client, apiRole)));
    return found.finding ? 1 : 0;
  } catch (error) {
    if (errorCode(error) === '42P01')
      throw new StartError('The database is older than this build: start the product once.', { cause: error });
    throw error;
  } finally {
    await database.close();
  }
}
