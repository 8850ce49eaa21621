/** `npm run privacy:verify -- <file>`: exit code 1 when a certificate of destruction is not what was signed here. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openAuditKey } from '#database/audit-key.ts';
import { openDataFolder } from '#database/data-folder.ts';
import { findDatabaseAccount } from '#database/database-account.ts';
import { readEnv } from '#env.ts';
import { publicText, readCertificateFile } from '#features/privacy/certificate.ts';
import { StartError } from '#start-error.ts';

const root = path.join(import.meta.dirname, '../../../..');

try {
  process.exitCode = verify(process.argv[2]);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function verify(file: string | undefined): number {
  if (!file) throw new StartError('Name the file: npm run privacy:verify -- <file>');
  if (!existsSync(file)) throw new StartError(`${file} is not there.`);
  const read = readCertificateFile(readFileSync(file, 'utf8'));
  if ('why' in read) {
    process.stdout.write(`Not genuine: ${read.why}.\n`);
    return 1;
  }
  const { certificate } = read;
  const own = findOwnKey();
  const rows = Object.values(certificate.destroyed).reduce((sum, count) => sum + count, 0);
  const { school_name, destroyed_at, face_keys_destroyed } = certificate;
  process.stdout.write(
    `Whole as it was signed: ${school_name} was destroyed at ${destroyed_at}, ${rows} rows and the keys of ${face_keys_destroyed} faces.\n`,
  );
  if (own === null) {
    process.stdout.write(`There is no key here to compare with. It was signed by ${certificate.key}\n`);
    return 0;
  }
  if (own === certificate.key) {
    process.stdout.write('It was signed by the key of this installation.\n');
    return 0;
  }
  process.stdout.write(`Another installation has signed it, by ${certificate.key}; here it is ${own}\n`);
  return 1;
}

/** Makes none. */
function findOwnKey(): string | null {
  const env = readEnv(process.env);
  if (env.AUDIT_KEY_FILE) return publicText(openAuditKey(env, ''));
  const folder = openDataFolder(env.DATA_DIR, root, env.DATABASE_URL ? null : findDatabaseAccount());
  return existsSync(path.join(folder.keys, 'audit.key')) ? publicText(openAuditKey(env, folder.keys)) : null;
}
