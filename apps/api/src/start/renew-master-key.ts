/** `npm run keys:rotate`: puts a new master key beside the data; the product seals everything with it. */
import path from 'node:path';
import { openDataFolder } from '#database/data-folder.ts';
import { findDatabaseAccount } from '#database/database-account.ts';
import { renewMasterKey } from '#database/keys.ts';
import { readEnv } from '#env.ts';
import { StartError } from '#start-error.ts';

const root = path.join(import.meta.dirname, '../../../..');

try {
  const env = readEnv(process.env);
  if (env.MASTER_KEY || env.MASTER_KEY_FILE) {
    throw new StartError(
      'The master key is given from outside: give the new one as MASTER_KEY and the old one as MASTER_KEY_PREVIOUS (or their _FILE), and start again.',
    );
  }
  const account = env.DATABASE_URL ? null : findDatabaseAccount();
  renewMasterKey(openDataFolder(env.DATA_DIR, root, account).keys);
  process.stdout.write(
    'There is a new master key. A running product takes it up within ten seconds, else the next start does; the old one is kept until everything is sealed with the new one.\n',
  );
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
