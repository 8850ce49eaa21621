import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb } from '@hadir/api/src/db.ts';
import {
  asMeasured,
  type FaceModelCard,
  faceModelCard,
  meanFace,
} from '@hadir/api/src/features/enrolment/face-model-card.ts';
import { makeDataKey, sealDescriptor } from '@hadir/api/src/features/enrolment/seal-descriptor.ts';
import { secondFaceModelCard } from '@hadir/api/src/features/enrolment/second-face-model-card.ts';
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
    secondSealedShots: Uint8Array;
    face: number[];
    /** The same face as the second recogniser sees it. */
    second: number[];
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
    ...{
      publicUrl: 'http://localhost',
      setUpToken: null,
      now: () => new Date(),
      mail: { send: async () => undefined },
    },
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
    const whose = { schoolId, personId: id };
    const sealBy = (card: FaceModelCard, face: readonly number[]) => {
      const shots = Array.from({ length: card.shots }, () => asMeasured(nearby(face, 0.05), card));
      const seal = (one: ArrayLike<number>, part: 'mean' | `shot:${number}`) =>
        new Uint8Array(sealDescriptor(dataKey, one, { ...whose, part, model: card.id }));
      return { shots, rows: shots.map((one, i) => seal(one, `shot:${i}`)), mean: seal(meanFace(shots, card), 'mean') };
    };
    const [face, second] = [direction(1.4), direction(1)];
    const { shots, rows, mean } = sealBy(faceModelCard, face);
    const other = sealBy(secondFaceModelCard, second);
    return {
      id,
      templateId,
      face,
      second,
      shots,
      rows,
      secondRows: other.rows,
      dataKey,
      sealedShots: new Uint8Array(Buffer.concat(rows)),
      secondSealedShots: new Uint8Array(Buffer.concat(other.rows)),
      sealedMean: mean,
      secondSealedMean: other.mean,
      ...wrapForTemplate(masterKey, secrets[i] ?? randomBytes(32), holder, dataKey),
    };
  });
  const name = 'Rank Student';
  await open.db.person.createMany({ data: sealed.map(({ id }) => ({ id, schoolId, role: 'student' as const, name })) });
  await open.db.enrollment.createMany({
    data: sealed.map(({ id }) => ({ schoolId, courseId: course.id, studentId: id })),
  });
  await open.db.faceTemplate.createMany({
    data: sealed.map(({ id, templateId, wrappedKey, keyVersion, sealedMean, secondSealedMean }) => ({
      ...{ id: templateId, schoolId, personId: id, wrappedKey, keyVersion, state: 'confirmed' as const },
      ...{ sealedMean, secondSealedMean },
      ...{ consentVersion: 1, consentTextHash: 'x', consentedAt: new Date() },
    })),
  });
  await open.db.faceShot.createMany({
    data: sealed.flatMap(({ templateId, rows, secondRows }) => [
      ...rows.map((one, shot) => ({ schoolId, templateId, model: faceModelCard.id, shot, sealed: one })),
      ...secondRows.map((one, shot) => ({ schoolId, templateId, model: secondFaceModelCard.id, shot, sealed: one })),
    ]),
  });
  const [first] = sealed;
  if (first) {
    const probeOf = ({ id: model }: FaceModelCard, seen: ArrayLike<number>) => ({
      ...{ schoolId, personId: first.id, templateId: first.templateId, model },
      sealed: new Uint8Array(
        sealDescriptor(first.dataKey, seen, { schoolId, personId: first.id, part: 'probe', model }),
      ),
    });
    await open.db.faceProbe.createMany({
      data: Array.from({ length: probes }, () => [
        probeOf(faceModelCard, nearby(first.face, 0.2)),
        probeOf(secondFaceModelCard, asMeasured(nearby(first.second, 0.2), secondFaceModelCard)),
      ]).flat(),
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
