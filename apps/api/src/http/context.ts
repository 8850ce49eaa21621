import type pg from 'pg';
import type { Db } from '#db.ts';
import type { Log } from '#log.ts';

/** The key that wraps every school's key; 32 bytes, never in the database. */
export type MasterKey = { version: number; key: Buffer };

/** The master keys whose seals may be met; two while a rotation goes on. */
export type KeyRing = {
  /** Seals what is new. */
  current(): MasterKey;
  /** Current first. */
  all(): readonly MasterKey[];
  /** Null for a version that nobody gave us the key of. */
  find(version: number): MasterKey | null;
  /** Looks again at what is given and at what the database calls it; another process may have begun a rotation. */
  refresh(): Promise<void>;
};

/** The half of what opens face templates that lies outside of the database, one secret of 32 bytes a template. */
export type Vault = {
  /** Which vault this is; the database knows its own. */
  readonly id: string;
  /** Null when it was overwritten, or never was. */
  find(templateId: string): Buffer | null;
  /** Makes secrets, in order; they are on the disk when it resolves. */
  add(templateIds: readonly string[]): Promise<Buffer[]>;
  /** Overwrites them where they lie; unknown ones are none. */
  erase(templateIds: readonly string[]): Promise<void>;
};

/** Where letters leave. */
export type Mail = {
  /** @throws Error when the server did not take it: it is tried again */
  send(letter: { to: string; subject: string; text: string }): Promise<void>;
};

/** What a use case may reach outside its arguments. */
export type Context = {
  db: Db;
  pool: pg.Pool;
  log: Log;
  /** The current one of `keys`. */
  readonly masterKey: MasterKey;
  keys: KeyRing;
  vault: Vault;
  mail: Mail;
  /** Address people use, without a slash at the end. */
  publicUrl: string;
  /** Opens `POST /api/setup` while no school exists. */
  setUpToken: string | null;
  now: () => Date;
};
