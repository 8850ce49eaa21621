/** `npm run schools:admin -- --email … --name …`: prints the one-time link of somebody who looks after all schools. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Email, PersonName } from '@hadir/contract/field.ts';
import { attachDatabase } from '#database/attach-database.ts';
import { openDataFolder } from '#database/data-folder.ts';
import { findDatabaseAccount } from '#database/database-account.ts';
import { createDb } from '#db.ts';
import { readEnv } from '#env.ts';
import { errorCode } from '#error-code.ts';
import { inviteSuperAdmin } from '#features/schools/invite-super-admin.ts';
import { AppError } from '#http/errors.ts';
import { publicAddress } from '#start/public-address.ts';
import { StartError } from '#start-error.ts';

const root = path.join(import.meta.dirname, '../../../..');
const usage = 'npm run schools:admin -- --email head@example.org --name "Their Name"';

try {
  await invite();
} catch (error) {
  if (!(error instanceof StartError) && !(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function invite(): Promise<void> {
  const given = readGiven();
  const env = readEnv(process.env);
  const account = env.DATABASE_URL ? null : findDatabaseAccount();
  const database = await attachDatabase(env, openDataFolder(env.DATA_DIR, root, account), account);
  const open = createDb({ ...database.connection, max: 1 });
  try {
    const publicUrl = publicAddress({ env, port: env.PORT, lan: null });
    const link = await inviteSuperAdmin({ db: open.db, now: () => new Date(), publicUrl }, given);
    process.stdout.write(`${given.name} opens this link and sets a password, once, within seven days:\n${link}\n`);
  } catch (error) {
    if (['P2021', 'P2022', '42P01', '42703'].includes(errorCode(error) ?? ''))
      throw new StartError('The database is older than this build: start the product once.', { cause: error });
    throw error;
  } finally {
    await open.close();
    await database.close();
  }
}

function readGiven(): { email: string; name: string } {
  const { email, name } = readFlags();
  const parsed = { email: Email.safeParse(email), name: PersonName.safeParse(name) };
  if (!parsed.email.success || !parsed.name.success) throw new StartError(`Say who it is: ${usage}`);
  return { email: parsed.email.data, name: parsed.name.data };
}

function readFlags() {
  try {
    return parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' } } }).values;
  } catch {
    throw new StartError(`Say who it is: ${usage}`);
  }
}
