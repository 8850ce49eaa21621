import { createCipheriv } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moveIntoVault } from '#features/enrolment/move-into-vault.ts';
import { deriveSchoolKey } from '#features/enrolment/seal-descriptor.ts';
import { createKeyOpener } from '#features/enrolment/template-key.ts';
import type { Person } from '#generated/prisma/client.ts';
import { buildCourse, buildOpenSession, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { buildFace } from '#test/build-face.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openReadyPhone } from '#test/phone.ts';
import { openKeyRing } from './key-ring.ts';
import { openVault } from './open-vault.ts';
import { tendTemplates } from './tend-templates.ts';
import { vaultFileIn } from './vault-file.ts';

const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
let given: { master: Buffer; previousMaster: Buffer | null };
let app: TestApp;
let folder: string;
let end: (() => Promise<void>) | null;

beforeEach(async () => {
  given = { master: first, previousMaster: null };
  app = await openTestApp();
  folder = mkdtempSync(path.join(os.tmpdir(), 'hadir-vault-'));
  app.context.keys = await openKeyRing(app.database.db, () => given);
  app.context.vault = await openVault(app.database.db, folder, false, async () => {});
  end = null;
});
afterEach(async () => {
  await end?.();
  await app.close();
  rmSync(folder, { recursive: true });
});

const versions = async () =>
  (await app.database.db.masterKeyCheck.findMany({ orderBy: { version: 'asc' } })).map(({ version }) => version);

it('rotates the master key while marks and enrolments go on: nobody is refused', { timeout: 60_000 }, async () => {
  const { db } = app.database;
  const teacher = await buildTeacher(db);
  const students = await Promise.all([...Array(300)].map(() => buildStudent(db, { schoolId: teacher.schoolId })));
  const [enrolling = [], marking = [], others = []] = [students.slice(0, 5), students.slice(5, 15), students.slice(15)];
  for (const student of others) await buildFace(app.context, student);
  const course = await buildCourse(db, { teacher, students });
  const phones = await Promise.all(marking.map((student) => openReadyPhone(app, student)));
  const sessions = await Promise.all([...Array(9)].map(() => buildOpenSession(db, { course })));
  const late = await Promise.all(enrolling.map((student) => openReadyPhone(app, student)));

  given = { master: second, previousMaster: first };
  const onRotated = vi.fn();
  end = tendTemplates(app.context, onRotated);
  const marks = phones.map(async (phone) => {
    const states: unknown[] = [];
    for (const { id } of sessions) states.push((await phone.mark(id)).body.success);
    return states;
  });
  const enrolments = late.map(async (phone) => (await phone.enrol()).status);
  expect(new Set((await Promise.all(marks)).flat())).toEqual(new Set([true]));
  expect(new Set(await Promise.all(enrolments))).toEqual(new Set([200]));

  await vi.waitFor(() => expect(onRotated).toHaveBeenCalledOnce(), { timeout: 30_000 });
  expect(await versions()).toEqual([2]);
  expect(await db.faceTemplate.count({ where: { keyVersion: { not: 2 } } })).toBe(0);
  expect(await db.faceTemplate.count({ where: { unreadableAt: { not: null } } })).toBe(0);
  // A start with the new key alone opens everything.
  const alone = await openKeyRing(db, () => ({ master: second, previousMaster: null }));
  app.context.keys = alone;
  const next = await buildOpenSession(db, { course });
  const [phone] = phones;
  expect((await phone?.mark(next.id))?.body).toMatchObject({ success: true });
});

it('until it is done a start without the earlier key is refused, and a face that does not open holds nothing up', async () => {
  const { db } = app.database;
  const [good, bad] = [await buildStudent(db), await buildStudent(db)];
  await buildFace(app.context, good);
  const broken = await buildFace(app.context, bad);
  await db.faceTemplate.update({ where: { id: broken.id }, data: { wrappedKey: new Uint8Array(60) } });
  given = { master: second, previousMaster: first };
  await app.context.keys.refresh();
  const withoutEarlier = () => openKeyRing(db, () => ({ master: second, previousMaster: null }));
  await expect(withoutEarlier()).rejects.toThrow('MASTER_KEY_PREVIOUS');
  end = tendTemplates(app.context, () => {});
  await vi.waitFor(async () => expect(await versions()).toEqual([2]));
  expect((await withoutEarlier()).current().version).toBe(2);
  expect(await db.auditEntry.count({ where: { action: 'face_template.unreadable', subjectId: bad.id } })).toBe(1);
  expect((await db.faceTemplate.findUniqueOrThrow({ where: { personId: good.id } })).keyVersion).toBe(2);
});

it('what is gone by a cascade or by other hands is overwritten in the vault', async () => {
  const { db } = app.database;
  const school = await buildSchool(db);
  const [stays, goes] = [await buildStudent(db, { school }), await buildStudent(db, { school })];
  const [kept, gone] = [await buildFace(app.context, stays), await buildFace(app.context, goes)];
  const secret = app.context.vault.find(gone.id);
  await db.person.delete({ where: { id: goes.id } });
  expect(readFileSync(vaultFileIn(folder)).includes(secret ?? 'none')).toBe(true);
  end = tendTemplates(app.context, () => {});
  await vi.waitFor(() => expect(app.context.vault.find(gone.id)).toBeNull());
  expect(readFileSync(vaultFileIn(folder)).includes(secret ?? '')).toBe(false);
  expect(app.context.vault.find(kept.id)).not.toBeNull();
  await vi.waitFor(async () => expect(await db.deletedTemplate.count()).toBe(0));
});

describe('the vault of a database', () => {
  it('must be there once there are faces, and be its own', async () => {
    const { db } = app.database;
    const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'hadir-vault-'));
    // Without faces another data folder may take over, and back.
    const open = (where: string, mayRenew = false) => openVault(db, where, mayRenew, async () => {});
    await open(elsewhere);
    expect((await open(folder)).id).toBe(app.context.vault.id);
    await buildFace(app.context, await buildStudent(db));
    await expect(open(elsewhere)).rejects.toThrow('belongs to another database');
    unlinkSync(vaultFileIn(elsewhere));
    await expect(open(elsewhere)).rejects.toThrow('is missing');
    expect((await open(folder)).id).toBe(app.context.vault.id);
    // Given up for good, another one takes its place.
    expect((await open(elsewhere, true)).id).not.toBe(app.context.vault.id);
    expect(await db.faceTemplate.count({ where: { unreadableAt: null } })).toBe(0);
    await expect(open(folder)).rejects.toThrow('belongs to another database');
    rmSync(elsewhere, { recursive: true });
  });

  it('takes in once what was enrolled before there was one', async () => {
    const { db } = app.database;
    const scene = await buildTeacher(db);
    const student = await buildStudent(db, { schoolId: scene.schoolId });
    const course = await buildCourse(db, { teacher: scene, students: [student] });
    const phone = await openReadyPhone(app, student);
    await wrapAsBefore(student);
    await expect((async () => (await phone.mark((await buildOpenSession(db, { course })).id)).status)()).resolves.toBe(
      400,
    );
    await db.faceVaultCheck.deleteMany();
    await openVault(db, folder, false, (vault) => moveIntoVault({ ...app.context, vault }));
    const session = await buildOpenSession(db, { course });
    expect((await phone.mark(session.id)).body).toMatchObject({ success: true, state: 'present' });
  });
});

/** As it was before there was a vault: the school's key alone wraps. */
async function wrapAsBefore({ id: personId, schoolId }: Person): Promise<void> {
  const { db } = app.database;
  const { id: templateId, ...template } = await db.faceTemplate.findUniqueOrThrow({ where: { personId } });
  const dataKey = createKeyOpener(app.context)({ ...template, templateId });
  const nonce = Buffer.alloc(12, 5);
  const cipher = createCipheriv('aes-256-gcm', deriveSchoolKey(app.context.keys.current(), schoolId), nonce);
  cipher.setAAD(Buffer.from(`${schoolId}|${personId}|data-key`));
  const wrapped = Buffer.concat([nonce, cipher.update(dataKey ?? ''), cipher.final(), cipher.getAuthTag()]);
  await db.faceTemplate.update({ where: { id: templateId }, data: { wrappedKey: Uint8Array.from(wrapped) } });
  await app.context.vault.erase([templateId]);
}
