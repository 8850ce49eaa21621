import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildOpenSession, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openReadyPhone, type Phone } from '#test/phone.ts';

let app: TestApp;
let teacher: Person;
let people: [Person, Person];
let phones: [Phone, Phone];
let markOf: (phone: Phone) => Promise<{ status: number; code?: string }>;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  const { db } = app.database;
  teacher = await buildTeacher(db);
  people = [
    await buildStudent(db, { schoolId: teacher.schoolId }),
    await buildStudent(db, { schoolId: teacher.schoolId }),
  ];
  const course = await buildCourse(db, { teacher, students: people });
  phones = [await openReadyPhone(app, people[0]), await openReadyPhone(app, people[1])];
  markOf = async (phone) => {
    const { status, body } = await phone.mark((await buildOpenSession(db, { course })).id);
    return { status, code: body.code };
  };
});

const accepted = { status: 200, code: undefined };
const refused = { status: 400, code: 'face_not_registered' };

const run = (sql: string, ...values: unknown[]) => app.database.pool.query(sql, values);
const reports = (person: Person) =>
  app.database.db.auditEntry.count({ where: { action: 'face_template.unreadable', subjectId: person.id } });

/** In the database, behind the product's back. */
const swaps: Record<string, (a: string, b: string) => Promise<unknown>> = {
  'two template rows': async (a, b) => {
    const { id: nobody } = await buildStudent(app.database.db);
    const move = (template: string, person: string | undefined) =>
      run('UPDATE face_templates SET person_id = $2 WHERE id = $1', template, person);
    await move(a, nobody);
    await move(b, people[0].id);
    await move(a, people[1].id);
  },
  'the wrapped keys of two templates': (a, b) =>
    run(
      `UPDATE face_templates AS t SET wrapped_key = o.wrapped_key FROM face_templates AS o
       WHERE t.id IN ($1, $2) AND o.id IN ($1, $2) AND t.id <> o.id`,
      a,
      b,
    ),
  'a shot of two templates': (a, b) =>
    run(
      `UPDATE face_shots AS t SET sealed = o.sealed FROM face_shots AS o
       WHERE t.template_id IN ($1, $2) AND o.template_id IN ($1, $2) AND t.template_id <> o.template_id
         AND t.shot = 0 AND o.shot = 0`,
      a,
      b,
    ),
  'keys and shots of two templates': async (a, b) => {
    await swaps['the wrapped keys of two templates']?.(a, b);
    await run(
      `UPDATE face_shots AS t SET sealed = o.sealed FROM face_shots AS o
       WHERE t.template_id IN ($1, $2) AND o.template_id IN ($1, $2) AND t.template_id <> o.template_id
         AND t.shot = o.shot`,
      a,
      b,
    );
  },
  'two shots within each template': (a, b) =>
    run(
      `UPDATE face_shots AS t SET sealed = o.sealed FROM face_shots AS o
       WHERE t.template_id IN ($1, $2) AND o.template_id = t.template_id AND t.shot IN (0, 1) AND o.shot = 1 - t.shot`,
      a,
      b,
    ),
};

describe('rows that were swapped in the database', () => {
  it.each(Object.keys(swaps))('%s: refused, reported once, and shown to the admin with the way out', async (what) => {
    const { db } = app.database;
    for (const phone of phones) expect(await markOf(phone)).toEqual(accepted);
    const [a, b] = await Promise.all(
      people.map(({ id }) => db.faceTemplate.findUniqueOrThrow({ where: { personId: id } })),
    );
    await swaps[what]?.(a?.id ?? '', b?.id ?? '');
    for (const phone of phones) expect(await markOf(phone)).toEqual(refused);
    for (const phone of phones) expect(await markOf(phone)).toEqual(refused);
    // With the other one's face neither.
    const [one, other] = phones;
    [one.face, other.face] = [other.face, one.face];
    for (const phone of phones) expect(await markOf(phone)).toEqual(refused);
    [one.face, other.face] = [other.face, one.face];
    expect(await Promise.all(people.map(reports))).toEqual([1, 1]);

    const admin = await callAs(app, await buildAdmin(db, { schoolId: teacher.schoolId }));
    const { body } = await admin.get('/api/people?role=student');
    expect(body.items.map((item: { face_problem: string }) => item.face_problem)).toEqual(['unreadable', 'unreadable']);
    // The way out: enrolling again.
    expect((await one.enrol()).status).toBe(200);
    expect(await markOf(one)).toEqual(accepted);
  });

  it('and swapped back are read again, and no longer shown as unreadable', async () => {
    const { db } = app.database;
    const ids = (await db.faceTemplate.findMany({ where: { schoolId: teacher.schoolId } })).map(({ id }) => id);
    const swap = () => swaps['a shot of two templates']?.(ids[0] ?? '', ids[1] ?? '');
    await swap();
    expect(await markOf(phones[0])).toEqual(refused);
    await swap();
    expect(await markOf(phones[0])).toEqual(accepted);
    expect(await db.faceTemplate.count({ where: { schoolId: teacher.schoolId, unreadableAt: { not: null } } })).toBe(0);
  });
});

describe('a face that is gone', () => {
  const ways: Record<string, (phone: Phone, student: Person) => Promise<unknown>> = {
    withdrawn: (phone) => phone.caller.delete('/api/face_template').expect(200),
    replaced: async (phone) => expect((await phone.enrol()).status).toBe(200),
    rejected: async (_, student) => {
      const admin = await callAs(app, await buildAdmin(app.database.db, { schoolId: teacher.schoolId }));
      await admin.post(`/api/people/${student.id}/face_template/reject`, { reason: 'somebody else' }).expect(200);
    },
  };

  it.each(Object.keys(ways))('%s: an older dump of the database does not bring it back', async (way) => {
    const { db } = app.database;
    const [student] = people;
    const [phone] = phones;
    expect(await markOf(phone)).toEqual(accepted);
    const { shots, probes, ...template } = await db.faceTemplate.findUniqueOrThrow({
      where: { personId: student.id },
      include: { shots: true, probes: true },
    });
    const secret = app.context.vault.find(template.id);
    expect(secret).toHaveLength(32);
    expect(probes).toHaveLength(1);
    await ways[way]?.(phone, student);
    expect(app.context.vault.find(template.id)).toBeNull();
    expect(readFileSync(app.vaultFile).includes(secret ?? '')).toBe(false);
    expect(await db.deletedTemplate.count()).toBe(0);
    // The older dump.
    await db.faceTemplate.deleteMany({ where: { personId: student.id } });
    await db.faceTemplate.create({ data: template });
    await db.faceShot.createMany({ data: shots });
    await db.faceProbe.createMany({ data: probes });
    expect(await markOf(phone)).toEqual(refused);
    expect(await reports(student)).toBe(1);
  });
});
