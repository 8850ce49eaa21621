import type pg from 'pg';

/**
 * Ways in which the API's role could alter audit rows behind our back, in words; none when the database refuses it.
 */
export async function findApiRolePowers(client: pg.ClientBase, role: string): Promise<string[]> {
  const { rows } = await client.query<{ power: string }>(
    `SELECT 'is a superuser' AS power FROM pg_roles WHERE rolname = $1 AND rolsuper
     UNION ALL
     SELECT 'owns ' || c.relname FROM pg_class AS c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY ($2) AND pg_has_role($1, c.relowner, 'MEMBER')
     UNION ALL
     SELECT 'may ' || right_to || ' ' || t FROM (VALUES
       ('audit_entries', 'update'), ('audit_entries', 'delete'), ('audit_entries', 'truncate'),
       ('audit_seals', 'update'), ('audit_seals', 'delete'), ('audit_seals', 'truncate'),
       ('audit_payloads', 'update'), ('audit_cuts', 'insert'), ('audit_cuts', 'update'), ('audit_cuts', 'delete')
     ) AS rights (t, right_to) WHERE has_table_privilege($1, 'public.' || t, right_to)`,
    [role, ['audit_entries', 'audit_payloads', 'audit_seals', 'audit_cuts']],
  );
  return rows.map(({ power }) => power);
}
