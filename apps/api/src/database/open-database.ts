import pg from 'pg';
import type { Env } from '#env.ts';
import { errorCode } from '#error-code.ts';
import { StartError } from '#start-error.ts';
import { embeddedApiRole, grantApiRole, makeApiRole } from './api-role.ts';
import { applyMigrations } from './apply-migrations.ts';
import type { DataFolder } from './data-folder.ts';
import type { DatabaseAccount } from './database-account.ts';
import { type EmbeddedPostgres, orReasonOfEnd, startEmbeddedPostgres } from './embedded-postgres.ts';

interface OpenDatabase {
  /** as the API's role */
  connection: pg.PoolConfig;
  /** as the role that owns the tables: for migrations and retention; the same role where only one is given */
  owner: pg.PoolConfig;
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
  const roles = embedded ? embeddedRoles(embedded.connection) : givenRoles(env);
  const migrated = migrate(roles);
  try {
    await (embedded ? orReasonOfEnd(migrated, embedded.ended) : migrated);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  return { connection: roles.api, owner: roles.owner, embedded };
}

interface DatabaseRoles {
  owner: pg.PoolConfig;
  api: pg.PoolConfig;
  /** null where the API's role is the owner */
  apiRole: { name: string; password: string | null } | null;
}

export function embeddedRoles(owner: pg.PoolConfig): DatabaseRoles {
  const password = typeof owner.password === 'string' ? owner.password : null;
  return {
    owner,
    api: { ...owner, user: embeddedApiRole },
    apiRole: { name: embeddedApiRole, password },
  };
}

/** @throws StartError where two addresses are given and DATABASE_URL names no role */
export function givenRoles(env: Pick<Env, 'DATABASE_URL' | 'DATABASE_OWNER_URL'>): DatabaseRoles {
  const api: pg.PoolConfig = { connectionString: env.DATABASE_URL ?? '' };
  if (!env.DATABASE_OWNER_URL) return { owner: api, api, apiRole: null };
  const { username, password } = new URL(env.DATABASE_URL ?? '');
  if (!username) throw new StartError('DATABASE_URL must name its role where DATABASE_OWNER_URL is given.');
  return {
    owner: { connectionString: env.DATABASE_OWNER_URL },
    api,
    apiRole: { name: decodeURIComponent(username), password: password ? decodeURIComponent(password) : null },
  };
}

async function migrate({ owner, apiRole }: DatabaseRoles): Promise<void> {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 10_000 });
  // A connection that breaks later is reported by the query it breaks.
  client.on('error', () => {});
  try {
    await client.connect();
    await applyMigrations(client);
    if (apiRole) {
      await makeApiRole(client, apiRole.name, apiRole.password);
      await grantApiRole(client, apiRole.name);
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(explain(error), { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
}

/** Work that only the owner of the tables may do, on a connection of its own. */
export async function asOwner<T>(owner: pg.PoolConfig, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
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
  if (code === '28P01' || code === '28000') return 'The database refuses the account or password it was given.';
  if (code === '42501') return `The role that migrates may not do what is needed: ${message}.`;
  if (code === '3D000') return `DATABASE_URL names a database that does not exist: ${message}.`;
  return `The database cannot be reached: ${message}.`;
}
