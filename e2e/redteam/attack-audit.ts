import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import type { Attacks } from './stage.ts';
import { type Outcome, tally, worked } from './tally.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Changes to the audit by somebody who owns the database; each is taken back, so that the next one stands alone. */
export function auditAttacks(database: Database, dataFolder: string): Attacks {
  return {
    'audit-tampered': async ({ isQuick }) => {
      await sealed(database);
      if (!(await verifies(dataFolder))) throw new Error('an honest audit log does not verify');
      const outcomes: Outcome[] = [];
      for (const { tamper, undo } of isQuick ? tamperings.slice(0, 2) : tamperings) {
        await database.query('CREATE TABLE redteam_kept AS SELECT * FROM audit_entries');
        await database.query('CREATE TABLE redteam_payloads AS SELECT * FROM audit_payloads');
        await database.query('CREATE TABLE redteam_seals AS SELECT * FROM audit_seals');
        await database.query(tamper);
        outcomes.push(worked(await verifies(dataFolder)));
        for (const statement of undo) await database.query(statement);
        for (const table of ['kept', 'payloads', 'seals']) await database.query(`DROP TABLE redteam_${table}`);
      }
      if (!(await verifies(dataFolder))) throw new Error('the audit log was not put back as it was');
      return tally(outcomes);
    },
  };
}

/** Waits until the sealer has chained everything that is committed. */
async function sealed(database: Database): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [row] = await database.query('SELECT count(*)::int AS waiting FROM audit_unsealed');
    if (row?.waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the audit log is not sealed within 20 s');
}

const middle = 'SELECT entry_id FROM audit_seals ORDER BY seq OFFSET (SELECT count(*) / 2 FROM audit_seals) LIMIT 1';

const tamperings: readonly { tamper: string; undo: readonly string[] }[] = [
  {
    tamper: `UPDATE audit_entries SET action = 'nothing.happened' WHERE id = (${middle})`,
    undo: [
      'UPDATE audit_entries AS e SET action = k.action FROM redteam_kept AS k WHERE k.id = e.id AND k.action <> e.action',
    ],
  },
  {
    tamper: `UPDATE audit_payloads SET payload = replace(payload, '"', ' "') WHERE entry_id = (${middle})`,
    undo: [
      'UPDATE audit_payloads AS p SET payload = k.payload FROM redteam_payloads AS k WHERE k.entry_id = p.entry_id AND k.payload <> p.payload',
    ],
  },
  {
    tamper: `DELETE FROM audit_seals WHERE seq = (SELECT max(seq) FROM audit_seals)`,
    undo: ['INSERT INTO audit_seals SELECT * FROM redteam_seals ON CONFLICT DO NOTHING'],
  },
  {
    tamper: `DELETE FROM audit_seals WHERE entry_id = (${middle})`,
    undo: ['INSERT INTO audit_seals SELECT * FROM redteam_seals ON CONFLICT DO NOTHING'],
  },
];

/** What `npm run audit:verify` says with its exit code. */
function verifies(dataFolder: string): Promise<boolean> {
  const child = spawn(process.execPath, [`${root}scripts/audit-verify.mjs`], {
    env: { ...process.env, DATA_DIR: dataFolder },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('exit', (status) => resolve(status === 0)));
}
