import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

const secret = 'taken at -6.2,106.8 by somebody';

/** A picture that carries a place, a camera's name and a note. */
function draw(width = 120, height = 160) {
  return sharp({ create: { width, height, channels: 3, background: '#885533' } }).withExif({
    IFD0: { ImageDescription: secret, Make: secret },
  });
}

const files = {
  'image/jpeg': () => draw().jpeg().toBuffer(),
  'image/png': () => draw().png().toBuffer(),
  'image/webp': () => draw().webp().toBuffer(),
} as const;
type MediaType = keyof typeof files;
const types = ['image/jpeg', 'image/png', 'image/webp'] as const;

async function open() {
  const { db } = app.database;
  const school = await buildSchool(db);
  const student = await buildStudent(db, { school });
  const teacher = await buildTeacher(db, { school });
  await buildCourse(db, { teacher, students: [student] });
  const admin = await callAs(app, await buildAdmin(db, { school, name: 'An Admin' }));
  const path = `/api/people/${student.id}/photo`;
  const send = (media_type: MediaType, file: Buffer) => admin.post(path, { media_type, data: file.toString('base64') });
  return { school, student, teacher, admin, path, send };
}

describe("the school's photo of a person", () => {
  it.each(types)('is kept as %s without anything but the picture', async (type) => {
    const { admin, path, send, student } = await open();
    const file = await files[type]();
    expect(file.includes(secret)).toBe(true);
    await send(type, Buffer.concat([file, Buffer.from('<script>alert(1)</script>')])).expect(200);
    const { body, headers } = await admin.get(path).expect(200);
    expect([body.media_type, body.added_by, headers['cache-control']]).toEqual([type, 'An Admin', 'no-store']);
    expect(headers['x-content-type-options']).toBe('nosniff');
    const kept = Buffer.from(body.data, 'base64');
    for (const word of [secret, 'script']) expect(kept.includes(word)).toBe(false);
    const { width, height, exif } = await sharp(kept).metadata();
    expect([width, height, exif]).toEqual([120, 160, undefined]);
    expect(await sharp(kept).raw().toBuffer()).toEqual(await sharp(file).raw().toBuffer());
    const row = await app.database.db.personPhoto.findUniqueOrThrow({ where: { personId: student.id } });
    expect(Buffer.from(row.bytes).equals(kept)).toBe(true);
  });

  it('may be progressive, lossless or see-through', async () => {
    const { send } = await open();
    await send('image/jpeg', await draw().jpeg({ progressive: true }).toBuffer()).expect(200);
    await send('image/webp', await draw().webp({ lossless: true }).toBuffer()).expect(200);
    const glass = sharp({ create: { width: 64, height: 64, channels: 4, background: '#11223344' } });
    await send('image/webp', await glass.webp().toBuffer()).expect(200);
    await send('image/png', await glass.png({ palette: true }).toBuffer()).expect(200);
  });

  it.each(types)('%s: is refused where the file is cut, at any byte, or is another', async (type) => {
    const { send, admin, path } = await open();
    const file = await files[type]();
    const step = Math.ceil(file.length / 25);
    for (let length = 1; length < file.length - 1; length += step) {
      const { status, body } = await send(type, file.subarray(0, length));
      expect([length, status, body.code]).toEqual([length, 400, 'photo_not_accepted']);
    }
    for (const other of types.filter((each) => each !== type)) {
      expect((await send(other, file)).body.code).toBe('photo_not_accepted');
    }
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '%PDF-1.7']) {
      expect((await send(type, Buffer.from(text))).body.code).toBe('photo_not_accepted');
    }
    await admin.get(path).expect(404);
  });

  it('is refused when it is too large, too small, moves, or says a false size', async () => {
    const { send } = await open();
    const refused = async (file: Buffer, type: MediaType = 'image/png') =>
      expect((await send(type, file)).body.code).toBe('photo_not_accepted');
    await refused(await draw(481, 100).png().toBuffer());
    await refused(await draw(100, 31).png().toBuffer());
    const wrongSum = await draw().png().toBuffer();
    wrongSum.writeUInt32BE(100, 16);
    await refused(wrongSum);
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 50, height: 50, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    await refused(
      await sharp(frames, { join: { animated: true } })
        .webp()
        .toBuffer(),
      'image/webp',
    );
    const { admin, path } = await open();
    const huge = await admin.post(path, { media_type: 'image/png', data: 'A'.repeat(260_000) });
    expect([huge.status, huge.body.code]).toEqual([400, 'invalid_request']);
  });

  it('is seen by the staff of their courses, admins and the person, each view audited; others find none', async () => {
    const { db } = app.database;
    const { school, student, teacher, path, send, admin } = await open();
    await send('image/png', await files['image/png']()).expect(200);
    for (const person of [teacher, student]) await (await callAs(app, person)).get(path).expect(200);
    await admin.get(path).expect(200);
    const others = [await buildTeacher(db, { school }), await buildStudent(db, { school }), await buildAdmin(db)];
    for (const person of others) await (await callAs(app, person)).get(path).expect(404);
    const audits = await db.auditEntry.findMany({ where: { subjectId: student.id } });
    const views = audits.filter(({ action }) => action === 'person_photo.viewed').map(({ actorId }) => actorId);
    expect(views).toHaveLength(3);
    expect(views).toEqual(expect.arrayContaining([teacher.id, student.id]));
    const list = await (await callAs(app, teacher)).get('/api/people');
    expect(list.body.items).toMatchObject([{ id: student.id, has_photo: true }]);
  });

  it('is changed and deleted by admins only', async () => {
    const { student, teacher, admin, path, send } = await open();
    const data = (await files['image/png']()).toString('base64');
    for (const person of [teacher, student]) {
      const caller = await callAs(app, person);
      await caller.post(path, { media_type: 'image/png', data }).expect(403);
      await caller.delete(path).expect(403);
    }
    await send('image/png', await files['image/png']()).expect(200);
    await send('image/jpeg', await files['image/jpeg']()).expect(200);
    await admin.delete(path).expect(200);
    await admin.delete(path).expect(404);
    await admin.get(path).expect(404);
    const audits = await app.database.db.auditEntry.findMany({
      where: { subjectId: student.id },
      orderBy: { id: 'asc' },
    });
    expect(audits.map(({ action }) => action)).toEqual([
      'person_photo.set',
      'person_photo.set',
      'person_photo.deleted',
    ]);
  });
});
