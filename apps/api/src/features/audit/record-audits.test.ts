import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAdmin } from '#test/build.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { readAudit } from '#test/read-audit.ts';
import { hashAuditPayload } from './make-audit-payload.ts';
import { recordAudits } from './record-audits.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('writes every one of many rows as one alone, in their order, with a payload that its hash stands for', async () => {
  const { db } = database;
  const { id, schoolId } = await buildAdmin(db);
  const names = Array.from({ length: 1001 }, (_, index) => `${index} "Ó\\u\n\u{1F600}`);
  const facts = names.map((name, index) => ({
    ...{ schoolId, actorId: id, action: 'person.changed', subjectType: 'person', subjectId: `person ${index}` },
    ...{ before: { name: null }, after: { name }, address: '127.0.0.1', userAgent: null },
  }));
  await db.$transaction((tx) => recordAudits(tx, facts));
  const rows = await readAudit(db, { schoolId });
  expect(rows.map(({ subjectId, actorId, after }) => [subjectId, actorId, after])).toEqual(
    facts.map(({ subjectId, actorId, after }) => [subjectId, actorId, after]),
  );
  const payloads = await db.auditPayload.findMany({ where: { schoolId }, include: { entry: true } });
  const wrong = payloads.filter(
    ({ salt, payload, entry }) =>
      Buffer.from(hashAuditPayload(salt, payload)).compare(Buffer.from(entry.payloadHash)) !== 0,
  );
  expect([payloads.length, wrong]).toEqual([1001, []]);
  expect(new Set(payloads.map(({ salt }) => Buffer.from(salt).toString('hex'))).size).toBe(1001);
});
