/** Starts the API with the web app beside it, and ends everything it started. */
import path from 'node:path';
import { createApp } from '#app.ts';
import { openAuditKey } from '#database/audit-key.ts';
import { openDataFolder } from '#database/data-folder.ts';
import { findDatabaseAccount } from '#database/database-account.ts';
import { dropPreviousKey, openKeys, setUpToken } from '#database/keys.ts';
import { asOwner, openDatabase } from '#database/open-database.ts';
import { createDb } from '#db.ts';
import { readEnv } from '#env.ts';
import { accountHandlers } from '#features/account-security/account-handlers.ts';
import { cutAudit } from '#features/audit/cut-audit.ts';
import { keepSealing } from '#features/audit/keep-sealing.ts';
import { moveIntoVault } from '#features/enrolment/move-into-vault.ts';
import { forgetOldFiles } from '#features/imports/forget-old-files.ts';
import { openChangeFeed } from '#features/live/change-feed.ts';
import { matchChange } from '#features/live/match-change.ts';
import { openLive } from '#features/live/open-live.ts';
import { startOutbox } from '#features/outbox/start-outbox.ts';
import { eraseLateRows } from '#features/privacy/erase-late-rows.ts';
import { keepRetention } from '#features/privacy/keep-retention.ts';
import { watchDestructions } from '#features/privacy/watch-destructions.ts';
import { countRefusals } from '#features/signals/count-refusals.ts';
import { signalHandlers } from '#features/signals/signal-handlers.ts';
import type { Context } from '#http/context.ts';
import { createLog } from '#log.ts';
import { describeStart } from '#start/describe-start.ts';
import { createEnding } from '#start/ending.ts';
import { fillDemonstration } from '#start/fill-demonstration.ts';
import { keepHouse } from '#start/keep-house.ts';
import { openKeyRing } from '#start/key-ring.ts';
import { createGuide } from '#start/lan/create-guide.ts';
import { listen } from '#start/listen.ts';
import { createMail } from '#start/mail.ts';
import { openVault } from '#start/open-vault.ts';
import { ownOrigins, publicAddress } from '#start/public-address.ts';
import { tendTemplates } from '#start/tend-templates.ts';
import { tendTimetable } from '#start/tend-timetable.ts';

const root = path.join(import.meta.dirname, '../../..');
const ending = createEnding();

/** How often files are looked for that nobody imported; they are kept for an hour. */
const fileRoundMs = 10 * 60 * 1000;

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
  const auditKey = openAuditKey(env, folder.keys);
  const webFolder = path.join(root, 'apps/web/dist');
  // Loaded where it is wanted only: it brings a good deal with it.
  const lan = env.LAN
    ? await (await import('#start/lan/open-lan.ts')).openLan(env, path.join(folder.path, 'tls'))
    : null;
  const secure = lan && { certificate: lan.certificate(), plain: createGuide(webFolder, lan.authority) };
  const listening = await listen(env.HOST, env.PORT, secure);
  ending.first(() => listening.close(1500));

  const database = await openDatabase(env, folder, account);
  ending.afterwards(async () => database.embedded?.stop());
  void database.embedded?.ended.then((reason) => ending.fail(reason));
  const open = createDb({ ...database.connection, max: env.DATABASE_POOL, application_name: 'hadir' });
  ending.afterwards(() => open.close());
  const ring = await openKeyRing(open.db, () => openKeys(env, folder.keys));
  const vault = await openVault(open.db, folder.keys, env.NEW_FACE_VAULT, (made) =>
    moveIntoVault({ db: open.db, log, keys: ring, vault: made }),
  );

  const demonstration = env.mayDemonstrate ? await fillDemonstration(open.db, folder.keys) : null;
  const hasSchool = (await open.db.school.count({ where: { isOffice: false } })) > 0;
  const at = { env, port: listening.port, lan };
  const token = hasSchool ? null : await setUpToken(open.db, keys);
  const context: Context = {
    db: open.db,
    pool: open.pool,
    log,
    get masterKey() {
      return ring.current();
    },
    keys: ring,
    vault,
    mail: createMail(env, () => publicAddress(at)),
    get publicUrl() {
      return publicAddress(at);
    },
    setUpToken: token,
    now: () => new Date(),
  };
  const refusals = countRefusals(context);
  ending.afterwards(() => refusals.end());
  const changes = openChangeFeed(context);
  const entry = {
    sessionSecret: keys.sessionSecret,
    isProduction: env.isProduction || env.LAN,
    origins: ownOrigins(at),
  };
  const app = createApp(context, {
    ...entry,
    trustProxy: env.TRUST_PROXY,
    floodLimit: env.FLOOD_LIMIT,
    webFolder,
    ...(lan && { authority: lan.authority }),
    modelFolder: path.join(root, 'public/models'),
    dataFolder: folder.path,
    ...(env.METRICS_TOKEN !== null && { metricsToken: env.METRICS_TOKEN }),
    onRefused: refusals.note,
    onAnswered: (call) => {
      const change = matchChange(call);
      if (change) changes.note(change);
    },
  });
  const audit = { folder: folder.audit, key: auditKey };
  ending.afterwards(keepSealing(context, audit));
  ending.afterwards(startOutbox(context, { ...signalHandlers, ...accountHandlers(context) }));
  ending.afterwards(watchDestructions(context, auditKey));
  listening.serve(app);
  const endLive = openLive(listening.web, context, entry, changes);
  ending.first(async () => {
    await Promise.all([endLive(), listening.close(1500)]);
  });
  const endLan = lan?.watch((certificate) => listening.certify(certificate));
  ending.afterwards(async () => endLan?.());
  const endHouse = keepHouse(context, {
    'old rows': () => keepRetention(context),
    'late rows of erased people': () => eraseLateRows(context),
    'old audit rows': () => asOwner(database.owner, (owner) => cutAudit(owner, audit, context.now())),
  });
  ending.afterwards(async () => endHouse());
  const endFiles = keepHouse(context, { 'files that were not imported': () => forgetOldFiles(context) }, fileRoundMs);
  ending.afterwards(async () => endFiles());
  ending.afterwards(
    tendTimetable(context, ({ id, schoolId }) => changes.note({ schoolId, sessionId: id, studentId: null })),
  );
  ending.afterwards(tendTemplates(context, () => dropPreviousKey(folder.keys)));
  const isDefault = env.DATA_DIR !== null || folder.path === path.join(root, '.data');
  process.stdout.write(
    describeStart({
      publicUrl: publicAddress(at),
      lan: lan && { fingerprint: lan.fingerprint, port: listening.port, hosts: lan.hosts() },
      setUpToken: token,
      demonstration,
      dataFolder: env.DATABASE_URL && isDefault ? null : folder.path,
      isKeyBesideData: env.isProduction && keys.isMasterBesideData,
    }),
  );
}
