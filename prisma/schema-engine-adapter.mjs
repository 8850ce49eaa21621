/** node-postgres as the schema engine needs it; works round four faults of @prisma/adapter-pg, each named below. */
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

/**
 * Catalogue types the adapter does not know: "char" (18) is read as text (25) and told to be a character again
 * afterwards, name[] (1003) is read as text[] (1009). `config.characters` holds the columns of the latest result.
 */
class CatalogueClient extends pg.Client {
  constructor(config) {
    super(config);
    this.connection.prependListener('rowDescription', ({ fields }) => {
      config.characters.splice(0, Number.POSITIVE_INFINITY, ...fields.map((field) => field.dataTypeID === 18));
      for (const field of fields) {
        if (field.dataTypeID === 18) field.dataTypeID = 25;
        if (field.dataTypeID === 1003) field.dataTypeID = 1009;
      }
    });
  }
}

/** The engine asks one thing at a time, so the latest result is the one in hand. */
function restoreCharacters(queryable, characters) {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const columnTypes = result.columnTypes.map((type, at) => (characters[at] ? ColumnTypeEnum.Character : type));
    return { ...result, columnTypes };
  };
}

/** @param {string} url may be empty: then nothing is connected until something asks */
export function createEngineAdapter(url) {
  const { schema, config } = readUrl(url);
  const open = new Set();

  async function connectTo(database) {
    const characters = [];
    const pool = new pg.Pool({ ...config, database, characters, Client: CatalogueClient });
    pool.on('error', () => {});
    open.add(pool);
    const adapter = await new PrismaPg(pool, { schema }).connect();
    restoreCharacters(adapter, characters);
    if (!url) adapter.queryRaw = describeAbsentServer;
    // The adapter cuts scripts at every semicolon, also inside function bodies.
    adapter.executeScript = async (script) => {
      await pool.query(script).catch((error) => adapter.onError(error));
    };
    adapter.probe = () =>
      pool.query('SELECT 1').catch((error) => {
        throw asPrismaError(error, config);
      });
    adapter.dispose = async () => {
      open.delete(pool);
      await pool.end();
    };
    return adapter;
  }

  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connectTo(config.database),
    // Own, because the adapter's ignores its new name where the URL has one, and drops it while connected to it.
    async connectToShadowDb() {
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await onServer(config, `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
      const shadow = await connectTo(name);
      const close = shadow.dispose;
      shadow.dispose = async () => {
        await close();
        await onServer(config, `DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
      };
      return shadow;
    },
    async end() {
      await Promise.all([...open].map((pool) => pool.end()));
    },
  };
}

/**
 * The engine asks every server which one it is, even to compare two schema files, which needs none.
 * Any other question without a URL is a mistake and says so.
 */
async function describeAbsentServer({ sql }) {
  if (!sql.includes('version()')) throw new Error('This command needs a database: give DATABASE_URL.');
  return {
    columnNames: ['exists', 'version', 'numeric_version'],
    columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
    rows: [[true, 'PostgreSQL 18.0', 180000]],
  };
}

/** @returns {Promise<string>} the name of the database that now exists */
export async function createDatabase(url) {
  const { config } = readUrl(url);
  try {
    await onServer(config, `CREATE DATABASE ${pg.escapeIdentifier(config.database)}`);
  } catch (error) {
    // Already there.
    if (error?.code !== '42P04') throw asPrismaError(error, config);
  }
  return config.database;
}

async function onServer(config, statement) {
  const client = new pg.Client({ ...config, database: 'postgres' });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function readUrl(url) {
  const config = url ? parseIntoClientConfig(url) : {};
  const schema = url ? (new URL(url.replace('@/', '@localhost/')).searchParams.get('schema') ?? 'public') : 'public';
  for (const name of ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer']) delete config[name];
  return { schema, config };
}

/** The codes the command line decides by: no server, wrong password, no such database. */
function asPrismaError(error, config) {
  const where = `${config.host}:${config.port ?? 5432}`;
  const known = {
    ECONNREFUSED: ['P1001', `Can't reach database server at \`${where}\``],
    ENOENT: ['P1001', `Can't reach database server at \`${where}\``],
    ENOTFOUND: ['P1001', `Can't reach database server at \`${where}\``],
    '28P01': ['P1000', `Authentication failed against database server at \`${where}\``],
    '3D000': ['P1003', `Database \`${config.database}\` does not exist on the database server at \`${where}\``],
  };
  const [prismaCode, message] = known[error?.code] ?? [null, String(error?.message)];
  return Object.assign(new Error(message, { cause: error }), { prismaCode });
}
