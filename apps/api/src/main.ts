/** Starts the API with the web app beside it, and ends everything it started. */
import path from 'node:path';
import { createApp } from '#app.ts';
import { openDataFolder } from '#database/data-folder.ts';
import { findDatabaseAccount } from '#database/database-account.ts';
import { checkMasterKey, openKeys, setUpToken } from '#database/keys.ts';
import { openDatabase } from '#database/open-database.ts';
import { createDb } from '#db.ts';
import { readEnv } from '#env.ts';
import type { Context } from '#http/context.ts';
import { createLog } from '#log.ts';
import { describeStart } from '#start/describe-start.ts';
import { createEnding } from '#start/ending.ts';
import { fillDemonstration } from '#start/fill-demonstration.ts';
import { keepHouse } from '#start/keep-house.ts';
import { listen } from '#start/listen.ts';

const root = path.join(import.meta.dirname, '../../..');
const ending = createEnding();

try {
  await start();
} catch (error) {
  await ending.fail(error);
}

async function start(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLog(env);
  const account = env.DATABASE_URL ? null : findDatabaseAccount();
  const folder = openDataFolder(env.DATA_DIR, root, account);
  const keys = openKeys(env, folder.keys);
  const listening = await listen(env.HOST, env.PORT);
  ending.first(() => listening.close(1500));

  const database = await openDatabase(env, folder, account);
  ending.afterwards(async () => database.embedded?.stop());
  void database.embedded?.ended.then((reason) => ending.fail(reason));
  const open = createDb({ ...database.connection, max: env.DATABASE_POOL });
  ending.afterwards(() => open.close());
  await checkMasterKey(open.db, keys);

  const demonstration = env.mayDemonstrate ? await fillDemonstration(open.db, folder.keys) : null;
  const hasSchool = (await open.db.school.count()) > 0;
  const publicUrl = (env.PUBLIC_URL ?? `http://${env.isLoopback ? 'localhost' : env.HOST}:${listening.port}`).replace(
    /\/+$/,
    '',
  );
  const token = hasSchool ? null : await setUpToken(open.db, keys);
  const local = ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${listening.port}`);
  const context: Context = {
    db: open.db,
    pool: open.pool,
    log,
    masterKey: { version: keys.masterVersion, key: keys.master },
    publicUrl,
    setUpToken: token,
    now: () => new Date(),
  };
  const app = createApp(context, {
    sessionSecret: keys.sessionSecret,
    isProduction: env.isProduction,
    trustProxy: env.TRUST_PROXY,
    origins: env.isLoopback ? [new URL(publicUrl).origin, ...local] : [new URL(publicUrl).origin],
    floodLimit: env.FLOOD_LIMIT,
    webFolder: path.join(root, 'apps/web/dist'),
    modelFolder: path.join(root, 'public/models'),
  });
  listening.serve(app);
  const endHouse = keepHouse(context);
  ending.afterwards(async () => endHouse());
  const isDefault = env.DATA_DIR !== null || folder.path === path.join(root, '.data');
  process.stdout.write(
    describeStart({
      publicUrl,
      setUpToken: token,
      demonstration,
      dataFolder: env.DATABASE_URL && isDefault ? null : folder.path,
      isKeyBesideData: env.isProduction && keys.isMasterBesideData,
    }),
  );
}
