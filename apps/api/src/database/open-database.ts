import pg from 'pg';
import type { Env } from '#env.ts';
import { errorCode, StartError } from '#start-error.ts';
import { applyMigrations } from './apply-migrations.ts';
import type { DataFolder } from './data-folder.ts';
import type { DatabaseAccount } from './database-account.ts';
import { type EmbeddedPostgres, orReasonOfEnd, startEmbeddedPostgres } from './embedded-postgres.ts';

export interface OpenDatabase {
  connection: pg.PoolConfig;
  /** null where DATABASE_URL names a server that is not ours to stop */
  embedded: EmbeddedPostgres | null;
}

/**
 * The database at this build's schema: the one DATABASE_URL names, else the embedded one.
 * @throws StartError
 */
export async function openDatabase(
  env: Env,
  folder: DataFolder,
  account: DatabaseAccount | null,
): Promise<OpenDatabase> {
  const embedded = env.DATABASE_URL ? null : await startEmbeddedPostgres(folder, account);
  const connection: pg.PoolConfig = embedded?.connection ?? { connectionString: env.DATABASE_URL ?? '' };
  try {
    await (embedded ? orReasonOfEnd(migrate(connection), embedded.ended) : migrate(connection));
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  return { connection, embedded };
}

async function migrate(connection: pg.PoolConfig): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  // A connection that breaks later is reported by the query it breaks.
  client.on('error', () => {});
  try {
    await client.connect();
    await applyMigrations(client);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(explain(error), { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
}

function explain(error: unknown): string {
  const code = errorCode(error);
  // Several addresses tried, several refusals: Node's message is empty then.
  const message = (error instanceof Error && error.message) || code || String(error);
  if (code === '53100' || /no space left on device/i.test(message))
    return 'The disk is full: the database cannot write.';
  if (code === '28P01' || code === '28000') return 'The database refuses the account or password in DATABASE_URL.';
  if (code === '3D000') return `DATABASE_URL names a database that does not exist: ${message}.`;
  return `The database cannot be reached: ${message}.`;
}
