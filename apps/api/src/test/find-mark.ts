import type pg from 'pg';
import { mark } from '#test/traces.ts';

export async function listTables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  return rows.map(({ name }) => name).toSorted();
}

/** Tables with a row in which the mark is still found, as text or as bytes. */
export async function findMark(pool: pg.Pool): Promise<string[]> {
  const found: string[] = [];
  for (const table of await listTables(pool)) {
    const { rows } = await pool.query(`SELECT FROM "${table}" AS t WHERE lower(row_to_json(t)::text) LIKE ANY ($1)`, [
      [`%${mark}%`, `%${Buffer.from(mark).toString('hex')}%`],
    ]);
    if (rows.length > 0) found.push(table);
  }
  return found;
}
