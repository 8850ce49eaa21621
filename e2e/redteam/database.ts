import { join } from 'node:path';
import pg from 'pg';

/** The database in the hands of somebody who has it: its owner, past every rule of the product. */
export type Database = {
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
};

/** @param dataFolder of a product with its embedded database; nothing is opened before the first query */
export function openDatabase(dataFolder: string): Database {
  const pool = new pg.Pool({
    host: join(dataFolder, 'database', 'run'),
    port: 5432,
    user: 'hadir',
    database: 'hadir',
    max: 2,
    // The product is stopped and started between queries.
    idleTimeoutMillis: 200,
  });
  pool.on('error', () => undefined);
  return {
    query: async (text, values) => (await pool.query<Record<string, unknown>>(text, values)).rows,
    close: () => pool.end(),
  };
}
