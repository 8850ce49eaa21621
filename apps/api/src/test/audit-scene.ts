import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Logger, pino } from 'pino';
import { type AuditPlace, keepSealing } from '#features/audit/keep-sealing.ts';
import { recordAudit } from '#features/audit/record-audit.ts';
import { type Verification, verifyAudit } from '#features/audit/verify-audit.ts';
import { buildSchool } from '#test/build.ts';
import type { TestDatabase } from '#test/database.ts';

export type AuditScene = {
  place: AuditPlace;
  /** what the sealer has logged */
  lines: string[];
  /** Starts a sealer, which `end` lets finish. */
  start(now?: () => Date): () => Promise<void>;
  /** Writes rows and chains them. */
  write(count: number, now?: Date): Promise<void>;
  add(count: number): Promise<void>;
  verify(options?: { isRunning?: boolean; now?: Date }): Promise<Verification>;
};

/** A database with an audit log of its own, and the folder its checkpoints go to. */
export async function openAuditScene(database: TestDatabase): Promise<AuditScene> {
  const { id: schoolId } = await buildSchool(database.db);
  const place = {
    folder: path.join(mkdtempSync(path.join(os.tmpdir(), 'audit-')), 'audit'),
    key: generateKeyPairSync('ed25519').privateKey,
  };
  const lines: string[] = [];
  const log: Logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  let count = 0;
  const scene: AuditScene = {
    place,
    lines,
    start: (now = () => new Date()) => keepSealing({ pool: database.pool, log, now }, place),
    async add(rows) {
      for (let done = 0; done < rows; done += 1) {
        count += 1;
        const subject = { subjectType: 'thing', subjectId: String(count) };
        const facts = { schoolId, actorId: null, action: 'thing.changed', ...subject };
        await recordAudit(database.db, { ...facts, before: { name: 'old' }, after: { name: `new ${count}` } });
      }
    },
    async write(rows, now) {
      await scene.add(rows);
      await scene.start(now && (() => now))();
    },
    async verify({ isRunning = false, now = new Date() } = {}) {
      const client = new pg.Client(database.connection);
      await client.connect();
      return verifyAudit(client, place, { isRunning, now }).finally(() => client.end());
    },
  };
  return scene;
}
