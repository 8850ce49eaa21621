import pg from 'pg';
import { lockNumbers } from '#lock-numbers.ts';

/** The role of the embedded server that the API's own pool signs in as; migrations run as the owner. */
export const embeddedApiRole = 'hadir_api';

/** Serves one at a time: two grants of one table at once fail in PostgreSQL. */
const lock = lockNumbers.apiRole;

/** Makes the role where there is none. Needs an owner who may make roles. */
export async function makeApiRole(owner: pg.ClientBase, role: string, password: string | null): Promise<void> {
  await owner.query('SELECT pg_advisory_lock($1)', [lock]);
  try {
    const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount) return;
    const secret = password === null ? '' : ` PASSWORD ${pg.escapeLiteral(password)}`;
    await owner.query(`CREATE ROLE ${pg.escapeIdentifier(role)} LOGIN${secret}`);
  } finally {
    await owner.query('SELECT pg_advisory_unlock($1)', [lock]);
  }
}

/**
 * Gives the API's role what it needs and nothing else: audit rows and their chain it can add and read, payloads it
 * can also erase, what retention cut it can read. Said anew at every start, as migrations bring new tables.
 */
export async function grantApiRole(owner: pg.ClientBase, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  // One message, so one transaction: nobody ever sees the first grant without the revocations.
  await owner.query(`
    SELECT pg_advisory_xact_lock(${lock});
    GRANT USAGE ON SCHEMA public TO ${name};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${name};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${name};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${name};
    REVOKE UPDATE, DELETE ON audit_entries, audit_seals FROM ${name};
    REVOKE UPDATE ON audit_payloads, audit_unsealed FROM ${name};
    REVOKE INSERT, UPDATE, DELETE ON audit_cuts, _prisma_migrations FROM ${name};`);
}
