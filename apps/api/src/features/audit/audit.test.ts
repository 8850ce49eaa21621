import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { recordAudit } from './record-audit.ts';

let app: TestApp;
let person: Person;
let admin: Caller;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  person = await buildAdmin(app.database.db, { name: 'Asking Admin' });
  admin = await callAs(app, person);
});
afterAll(async () => app.close());

const list = async (query = '') => (await admin.get(`/api/audit_entries${query}`).expect(200)).body;

describe('the audit log', () => {
  it('says who did what to what, from where, before and after', async () => {
    const teacher = await buildTeacher(app.database.db, { schoolId: person.schoolId });
    const course = await buildCourse(app.database.db, { teacher, code: 'BIO', title: 'Biology' });
    await admin.start('patch', `/api/courses/${course.id}`).set('User-Agent', 'A browser').send({ title: 'Botany' });
    const { items, per_page, next_cursor } = await list();
    expect([per_page, next_cursor]).toEqual([50, null]);
    expect(items).toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        action: 'course.changed',
        actor: { id: person.id, name: 'Asking Admin' },
        subject: { type: 'course', id: course.id, name: 'BIO Botany' },
        is_erased: false,
        before: expect.objectContaining({ title: 'Biology', is_archived: false }),
        after: expect.objectContaining({ title: 'Botany', is_archived: false }),
        reason: null,
        address: expect.stringContaining('127.0.0.1'),
        user_agent: 'A browser',
      },
    ]);
  });

  it('is audited when somebody looks at it, once in ten minutes for the same question', async () => {
    for (const query of ['', '', '?action=audit.viewed']) await list(query);
    const { items } = await list('?action=audit.viewed');
    expect(items.map(({ after }: { after: unknown }) => after)).toEqual([{ action: 'audit.viewed' }, null]);
  });

  it('says what was erased, and what is not to be read', async () => {
    const { db } = app.database;
    const facts = { schoolId: person.schoolId, actorId: null, action: 'thing.changed', subjectType: 'thing' };
    await recordAudit(db, { ...facts, subjectId: 'a', after: { name: 'Sari' }, reason: 'why' });
    await db.auditPayload.deleteMany({ where: { schoolId: person.schoolId } });
    const [row] = (await list()).items;
    expect(row).toMatchObject({ action: 'thing.changed', actor: null, is_erased: true, after: null, reason: null });
  });

  it('leaves out who looked at what when only changes are asked for', async () => {
    const facts = { schoolId: person.schoolId, actorId: person.id, subjectType: 'thing', subjectId: 'a' };
    await recordAudit(app.database.db, { ...facts, action: 'thing.made' });
    await recordAudit(app.database.db, { ...facts, action: 'thing.viewed' });
    const actions = async (query: string) => (await list(query)).items.map(({ action }: { action: string }) => action);
    expect(await actions('')).toEqual(['thing.viewed', 'thing.made']);
    expect(await actions('?kind=changes')).toEqual(['thing.made']);
    await admin.get('/api/audit_entries?kind=views').expect(400);
  });

  it('is found by action, actor, subject and time, and of this school only', async () => {
    const { db } = app.database;
    const other = await buildAdmin(db);
    const facts = { schoolId: person.schoolId, actorId: person.id, subjectType: 'thing' };
    await recordAudit(db, { ...facts, action: 'thing.made', subjectId: 'a' });
    await recordAudit(db, { ...facts, action: 'thing.changed', subjectId: 'b', actorId: null });
    await recordAudit(db, { ...facts, action: 'thing.changed', subjectId: 'theirs', schoolId: other.schoolId });
    const subjects = async (query: string) => {
      const { items } = await list(`?${query}`);
      return items.flatMap(({ subject }: { subject: { type: string; id: string } }) =>
        subject.type === 'thing' ? [subject.id] : [],
      );
    };
    expect(await subjects('from=1980-01-01T00:00:00Z')).toEqual(['b', 'a']);
    expect(await subjects('action=thing.changed')).toEqual(['b']);
    expect(await subjects(`actor_id=${person.id}`)).toEqual(['a']);
    expect(await subjects('subject_id=a')).toEqual(['a']);
    const silent = await buildTeacher(db, { schoolId: person.schoolId });
    expect(await subjects(`actor_id=${silent.id}`)).toEqual([]);
    for (const unknown of ['subject_id=theirs', 'actor_id=nobody', `actor_id=${other.id}`]) {
      await admin.get(`/api/audit_entries?${unknown}`).expect(404);
    }
    expect(await subjects(`from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
    expect(await subjects(`to=${new Date(Date.now() - 60_000).toISOString()}`)).toEqual([]);
    expect((await admin.get('/api/audit_entries?action=drop table')).status).toBe(400);
  });

  it('comes in pages without gaps', async () => {
    const facts = { schoolId: person.schoolId, actorId: null, action: 'thing.made', subjectType: 'thing' };
    for (let n = 0; n < 120; n += 1) await recordAudit(app.database.db, { ...facts, subjectId: String(n) });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(`?action=thing.made${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ subject }: { subject: { id: string } }) => subject.id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => String(119 - n)));
  });
});
