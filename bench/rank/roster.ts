import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb } from '@hadir/api/src/db.ts';
import { meanOf } from '@hadir/api/src/features/enrolment/descriptor.ts';
import { faceModelCard } from '@hadir/api/src/features/enrolment/face-model-card.ts';
import { makeDataKey, sealDescriptor } from '@hadir/api/src/features/enrolment/seal-descriptor.ts';
import { wrapForTemplate } from '@hadir/api/src/features/enrolment/template-key.ts';
import type { Context } from '@hadir/api/src/http/context.ts';
import { fixedKeyRing } from '@hadir/api/src/start/key-ring.ts';
import { makeVaultFile, openVaultFile, vaultFileIn } from '@hadir/api/src/start/vault-file.ts';
import type pg from 'pg';
import { pino } from 'pino';

export type Roster = {
  context: Context;
  schoolId: string;
  courseId: string;
  students: {
    id: string;
    templateId: string;
    wrappedKey: Uint8Array;
    keyVersion: number;
    sealedShots: Uint8Array;
    face: number[];
  }[];
  /** Earlier probes of the first of them: ninety days of five classes a day. */
  probes: number;
  close(): Promise<void>;
};

const probes = 450;

/** The API's own context on a running database, and a course of so many enrolled and confirmed faces in it. */
export async function fillRoster(database: pg.PoolConfig, size: number): Promise<Roster> {
  const open = createDb({ ...database, max: 4 });
  const folder = mkdtempSync(join(tmpdir(), 'hadir-rank-'));
  makeVaultFile(vaultFileIn(folder));
  const vault = openVaultFile(vaultFileIn(folder));
  const masterKey = { version: 1, key: randomBytes(32) };
  const context: Context = {
    ...{ db: open.db, pool: open.pool, log: pino({ level: 'error' }), masterKey, keys: fixedKeyRing(masterKey), vault },
    ...{ publicUrl: 'http://localhost', setUpToken: null, now: () => new Date() },
  };
  const schoolId = randomUUID();
  await open.db.school.create({
    data: {
      ...{ id: schoolId, name: 'Rank School', joinCode: 'RANK1234', timeZone: 'UTC' },
      ...{ consentText: 'I agree.', retentionPolicy: 'Until the bench ends.' },
    },
  });
  const teacher = await open.db.person.create({ data: { schoolId, role: 'teacher', name: 'Rank Teacher' } });
  const course = await open.db.course.create({
    data: { schoolId, teacherId: teacher.id, code: 'RANK', title: 'Rank', section: 'A' },
  });
  const ids = Array.from({ length: size }, () => ({ id: randomUUID(), templateId: randomUUID() }));
  const secrets = await vault.add(ids.map(({ templateId }) => templateId));
  const sealed = ids.map(({ id, templateId }, i) => {
    const dataKey = makeDataKey();
    const holder = { schoolId, personId: id, templateId };
    const face = direction(1.4);
    const shots = Array.from({ length: faceModelCard.shots }, () => nearby(face, 0.05));
    const seat = (shot: number) => ({ schoolId, personId: id, part: `shot:${shot}` as const, model: faceModelCard.id });
    const rows = shots.map((one, shot) => new Uint8Array(sealDescriptor(dataKey, one, seat(shot))));
    return {
      id,
      templateId,
      face,
      shots,
      rows,
      dataKey,
      sealedShots: new Uint8Array(Buffer.concat(rows)),
      sealedMean: new Uint8Array(
        sealDescriptor(dataKey, meanOf(shots), { schoolId, personId: id, part: 'mean', model: faceModelCard.id }),
      ),
      ...wrapForTemplate(masterKey, secrets[i] ?? randomBytes(32), holder, dataKey),
    };
  });
  const name = 'Rank Student';
  await open.db.person.createMany({ data: sealed.map(({ id }) => ({ id, schoolId, role: 'student' as const, name })) });
  await open.db.enrollment.createMany({
    data: sealed.map(({ id }) => ({ schoolId, courseId: course.id, studentId: id })),
  });
  await open.db.faceTemplate.createMany({
    data: sealed.map(({ id, templateId, wrappedKey, keyVersion, sealedMean }) => ({
      ...{ id: templateId, schoolId, personId: id, wrappedKey, keyVersion, sealedMean, state: 'confirmed' as const },
      ...{ consentVersion: 1, consentTextHash: 'x', consentedAt: new Date() },
    })),
  });
  await open.db.faceShot.createMany({
    data: sealed.flatMap(({ templateId, rows }) =>
      rows.map((one, shot) => ({ schoolId, templateId, model: faceModelCard.id, shot, sealed: one })),
    ),
  });
  const [first] = sealed;
  if (first) {
    const seat = { schoolId, personId: first.id, part: 'probe', model: faceModelCard.id } as const;
    await open.db.faceProbe.createMany({
      data: Array.from({ length: probes }, () => ({
        ...{ schoolId, personId: first.id, templateId: first.templateId, model: faceModelCard.id },
        sealed: new Uint8Array(sealDescriptor(first.dataKey, nearby(first.face, 0.2), seat)),
      })),
    });
  }
  // What an app keeps that neither seals nor remembers.
  await open.pool.query('CREATE TABLE bench_plain (person_id uuid, descriptor jsonb)');
  await open.pool.query('INSERT INTO bench_plain SELECT * FROM unnest($1::uuid[], $2::jsonb[])', [
    sealed.flatMap(({ id, shots }) => shots.map(() => id)),
    sealed.flatMap(({ shots }) => shots.map((one) => JSON.stringify(one))),
  ]);
  await open.pool.query('ANALYZE');
  return {
    context,
    schoolId,
    courseId: course.id,
    students: sealed,
    probes,
    async close() {
      await open.close();
      vault.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Another picture of the same face, so far away. */
export function nearby(face: readonly number[], distance: number): number[] {
  const step = direction(distance);
  return face.map((value, i) => value + (step[i] ?? 0));
}

function direction(length: number): number[] {
  const values = Array.from({ length: faceModelCard.dims }, () => Math.random() + Math.random() + Math.random() - 1.5);
  const norm = Math.hypot(...values);
  return values.map((value) => (value / norm) * length);
}
