import pg from 'pg';
import { PrismaClient } from '#generated/prisma/client.ts';
import { PrismaPgInOrder } from './prisma-pg-in-order.ts';

export type Db = PrismaClient;

/** The client inside `db.$transaction(async (tx) => …)`; a use case that only needs queries asks for this. */
export type Tx = Omit<Db, '$connect' | '$disconnect' | '$extends' | '$on' | '$transaction' | '$use'>;

export interface OpenDb {
  db: Db;
  /** the one pool; the web sessions' store shares it */
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens the one pool of this process and Prisma on it.
 * @param config how to reach the database, `max` connections included
 */
export function createDb(config: pg.PoolConfig): OpenDb {
  const pool = new pg.Pool({ connectionTimeoutMillis: 10_000, ...config });
  // An idle connection that breaks is replaced at the next query; without a listener Node would end the process.
  pool.on('error', () => {});
  // A class that registers at once queues for connections: it waits instead of failing after Prisma's two seconds.
  const transactionOptions = { maxWait: 10_000, timeout: 20_000 };
  const db = new PrismaClient({
    adapter: new PrismaPgInOrder(pool, { statementNameGenerator: nameStatements() }),
    transactionOptions,
  });
  return {
    db,
    pool,
    async close() {
      await db.$disconnect();
      await pool.end();
    },
  };
}

/** Statements kept planned on each connection; texts vary with the length of lists, so there must be an end. */
const statementsKept = 500;

/**
 * Names for prepared statements: the database parses and plans a text once a connection instead of at every call,
 * which for a mark is most of its work. Texts beyond the limit go without a name, as is Prisma's default.
 */
function nameStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= statementsKept) return '';
    const name = `hadir_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
