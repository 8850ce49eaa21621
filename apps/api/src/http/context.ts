import type pg from 'pg';
import type { Db } from '#db.ts';
import type { Log } from '#log.ts';

/** The key that wraps every school's key; 32 bytes, never in the database. */
export type MasterKey = { version: number; key: Buffer };

/** What a use case may reach outside its arguments. */
export type Context = {
  db: Db;
  pool: pg.Pool;
  log: Log;
  masterKey: MasterKey;
  /** Address people use, without a slash at the end. */
  publicUrl: string;
  /** Opens `POST /api/setup` while no school exists. */
  setUpToken: string | null;
  now: () => Date;
};
