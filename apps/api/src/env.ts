import { z } from 'zod';
import { StartError } from './start-error.ts';

const isOn = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const text = z.string().min(1);
const atMost = (most: number) => z.coerce.number(`must be a number from 0 to ${most}`).int().min(0).max(most);

const Env = z.object({
  /** where the embedded database, keys and logs live; null is the default below the clone */
  DATA_DIR: text.nullable().default(null),
  PORT: atMost(65_535).default(3000),
  /** null is this computer alone, with LAN every address of it */
  HOST: text.nullable().default(null),
  /** https in the local network, by an authority of our own */
  LAN: isOn.default(false),
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** any PostgreSQL; null is the embedded one */
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a URL that starts with postgresql://' })
    .nullable()
    .default(null),
  /** the same database as the role that owns the tables; null lets the role of DATABASE_URL own them */
  DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a URL that starts with postgresql://' })
    .nullable()
    .default(null),
  /** connections in the shared pool */
  DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(20),
  /** 32 bytes in base64 */
  MASTER_KEY: text.nullable().default(null),
  MASTER_KEY_FILE: text.nullable().default(null),
  /** the earlier one, until everything is sealed with the new one */
  MASTER_KEY_PREVIOUS: text.nullable().default(null),
  MASTER_KEY_PREVIOUS_FILE: text.nullable().default(null),
  /** Ed25519 private key in PEM that signs the audit's checkpoints; null keeps one beside the other keys */
  AUDIT_KEY_FILE: text.nullable().default(null),
  /** a face vault that is lost is given up and a new one made */
  NEW_FACE_VAULT: isOn.default(false),
  SESSION_SECRET: z.string().min(32).nullable().default(null),
  /** how people reach this server; also the allowed Origin */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** where mail leaves, such as smtp://user:password@mail.example:587; null prints letters to the output */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be a URL that starts with smtp:// or smtps://' })
    .nullable()
    .default(null),
  /** sender of mail; null is no-reply at the host of the address people use */
  MAIL_FROM: text.nullable().default(null),
  /** reverse proxies in front of us */
  TRUST_PROXY: atMost(10).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** fill a demonstration school on an empty database; null decides by NODE_ENV and HOST */
  DEMO: isOn.nullable().default(null),
  /** opens `GET /metrics` to whoever sends it as a bearer token; without it there is no such address */
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').nullable().default(null),
  /** requests a minute and address, before any other limit */
  FLOOD_LIMIT: z.coerce.number().int().min(1).default(30_000),
});

export type Env = Readonly<Omit<z.infer<typeof Env>, 'HOST'>> & {
  readonly HOST: string;
  readonly isLoopback: boolean;
  readonly isProduction: boolean;
  /** may a demonstration school fill an empty database? */
  readonly mayDemonstrate: boolean;
};

/**
 * Reads the environment; called once, by `main.ts`. An empty variable counts as absent.
 * @throws StartError naming the variable
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartError(
      `${issue?.path.join('.') ?? 'The environment'} is not usable: ${issue?.message ?? 'unknown'}.`,
    );
  }
  const env = parsed.data;
  if (env.DATABASE_OWNER_URL && !env.DATABASE_URL) throw new StartError('DATABASE_OWNER_URL needs DATABASE_URL.');
  if (env.MASTER_KEY && env.MASTER_KEY_FILE) throw new StartError('Give MASTER_KEY or MASTER_KEY_FILE, not both.');
  if (env.MASTER_KEY_PREVIOUS && env.MASTER_KEY_PREVIOUS_FILE)
    throw new StartError('Give MASTER_KEY_PREVIOUS or MASTER_KEY_PREVIOUS_FILE, not both.');
  const HOST = env.HOST ?? (env.LAN ? '0.0.0.0' : '127.0.0.1');
  const isLoopback = HOST === 'localhost' || HOST === '::1' || HOST.startsWith('127.');
  const isAtHome = isLoopback || env.LAN || env.DEMO === true;
  const isProduction = env.NODE_ENV === 'production' || !isAtHome;
  return { ...env, HOST, isLoopback, isProduction, mayDemonstrate: !isProduction && env.DEMO !== false };
}
