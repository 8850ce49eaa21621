import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditScene, openAuditScene } from '#test/audit-scene.ts';
import { asOwner, openTestDatabase, type TestDatabase } from '#test/database.ts';

let database: TestDatabase;
let scene: AuditScene;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await database.clear();
  scene = await openAuditScene(database);
});
afterAll(() => database.close());

/** As a superuser whom no trigger and no foreign key holds back. */
const tamper = (statement: string) =>
  asOwner(database.connection, `SET session_replication_role = replica; ${statement}`);
const entry = (seq: number) => `(SELECT entry_id FROM audit_seals WHERE seq = ${seq})`;
const file = (name: string) => path.join(scene.place.folder, name);

it('finds nothing where nothing was touched, and counts what was erased', async () => {
  expect(await scene.verify()).toMatchObject({ finding: null, rows: 0, checkpoints: 0 });
  await scene.write(4);
  await scene.write(3);
  await database.pool.query(`DELETE FROM audit_payloads WHERE entry_id = ${entry(2)}`);
  await scene.add(2);
  expect(await scene.verify()).toEqual({ finding: null, rows: 7, erased: 1, waiting: 2, checkpoints: 2 });
});

describe('names the first row of which', () => {
  const altered = /altered after it was sealed/;
  const columns = {
    id: "'01890000-0000-7000-8000-000000000000'",
    school_id: 'gen_random_uuid()',
    actor_id: 'gen_random_uuid()',
    action: "'thing.seen'",
    subject_type: "'other'",
    subject_id: "'99'",
    payload_hash: "'\\x00'",
    created_at: "created_at + interval '1 millisecond'",
  };
  const missing = /row is missing; only its seal is left/;
  it.each(Object.entries(columns))('%s was altered', async (column, value) => {
    await scene.write(5);
    await tamper(`UPDATE audit_entries SET ${column} = ${value} WHERE id = ${entry(3)}`);
    const { finding } = await scene.verify();
    expect(finding).toMatchObject({ seq: 3, what: expect.stringMatching(column === 'id' ? missing : altered) });
  });

  const cases: [string, () => string, object][] = [
    [
      'the time is infinite',
      () => `UPDATE audit_entries SET created_at = 'infinity' WHERE id = ${entry(4)}`,
      { seq: 4 },
    ],
    ['nothing is left', () => `DELETE FROM audit_entries WHERE id = ${entry(2)}`, { seq: 2, what: /row is missing/ }],
    [
      'the seal is gone',
      () => 'DELETE FROM audit_seals WHERE seq = 2',
      { seq: 2, what: /it is missing from the chain/ },
    ],
    ['several are gone', () => 'DELETE FROM audit_seals WHERE seq < 4', { seq: 1, what: /rows 1 to 3 are missing/ }],
    [
      'the seal names another row',
      () => 'UPDATE audit_seals SET entry_id = gen_random_uuid() WHERE seq = 2',
      { seq: 2, what: /row is missing/ },
    ],
    [
      'two seals changed places',
      () => `UPDATE audit_seals SET seq = -seq WHERE seq IN (3, 4);
        UPDATE audit_seals SET seq = CASE seq WHEN -3 THEN 4 ELSE 3 END WHERE seq < 0`,
      { seq: 3, what: /does not follow/ },
    ],
    [
      'the payload was swapped',
      () => `UPDATE audit_payloads AS p SET payload = other.payload, salt = other.salt
        FROM audit_payloads AS other WHERE p.entry_id = ${entry(3)} AND other.entry_id = ${entry(5)}`,
      { seq: 3, what: /payload was altered/ },
    ],
    [
      'the payload was altered',
      () => `UPDATE audit_payloads SET payload = replace(payload, 'new', 'old') WHERE entry_id = ${entry(4)}`,
      { seq: 4, what: /payload was altered/ },
    ],
    [
      'the moment of the seal was altered',
      () => "UPDATE audit_seals SET sealed_at = sealed_at - interval '1 day' WHERE seq = 5",
      { seq: 5, what: /does not follow/ },
    ],
    [
      'the seal is forged',
      () => "INSERT INTO audit_seals VALUES (6, gen_random_uuid(), '\\x00', '\\x00', now())",
      { seq: 6 },
    ],
    [
      'the end is gone',
      () => `DELETE FROM audit_entries WHERE id IN (SELECT entry_id FROM audit_seals WHERE seq > 3);
        DELETE FROM audit_seals WHERE seq > 3`,
      { seq: 4, what: /rows 4 to 5 are missing: the checkpoint signed/ },
    ],
    [
      'everything is gone',
      () => 'TRUNCATE audit_entries, audit_payloads, audit_seals, audit_unsealed',
      { seq: 1, what: /rows 1 to 5 are missing/ },
    ],
    [
      'a cut was made up',
      () => `INSERT INTO audit_cuts SELECT seq, chain_hash, '{}', now() FROM audit_seals WHERE seq = 3;
        DELETE FROM audit_seals WHERE seq < 4`,
      { seq: 3, what: /the cut here: of its checkpoint, it is no checkpoint/ },
    ],
  ];
  it.each(cases)('%s', async (_, statement, { what, ...expected }: { what?: RegExp }) => {
    await scene.write(5);
    await tamper(statement());
    const { finding } = await scene.verify();
    expect(finding).toMatchObject({ ...expected, ...(what && { what: expect.stringMatching(what) }) });
  });
});

describe('does not believe', () => {
  it('a chain that was computed anew after a change', async () => {
    await scene.write(3);
    await tamper(`UPDATE audit_entries SET action = 'thing.seen' WHERE id = ${entry(2)};
      INSERT INTO audit_unsealed SELECT entry_id FROM audit_seals; DELETE FROM audit_seals`);
    const own = await openAuditScene(database);
    await own.start()();
    expect((await own.verify()).finding).toBeNull();
    expect((await scene.verify()).finding).toMatchObject({ seq: 3, what: expect.stringMatching(/was rewritten/) });
  });

  it('a shortened chain that grew again: the sealer keeps what it had signed, and says so', async () => {
    await scene.write(5);
    rmSync(file('checkpoints.jsonl'));
    await tamper(`DELETE FROM audit_entries WHERE id = ${entry(5)}; DELETE FROM audit_seals WHERE seq = 5`);
    await scene.write(4);
    expect(scene.lines.join()).toContain('has lost rows that were signed');
    expect((await scene.verify()).finding).toMatchObject({ seq: 5, what: expect.stringMatching(/was rewritten/) });
  });

  it('a cut of rows that are too young, also at a checkpoint that is genuine', async () => {
    await scene.write(5);
    const line = readFileSync(file('checkpoints.jsonl'), 'utf8').trim();
    await tamper(`INSERT INTO audit_cuts SELECT seq, chain_hash, '${line}', now() FROM audit_seals WHERE seq = 5;
      DELETE FROM audit_seals; DELETE FROM audit_entries`);
    expect((await scene.verify()).finding).toMatchObject({
      seq: 5,
      what: expect.stringMatching(/younger than 5 years/),
    });
  });

  it.each([
    ['a signature that was altered', 'head.json', (text: string) => text.replace(/"signature":"../, '"signature":"AA')],
    ['a number that was altered', 'checkpoints.jsonl', (text: string) => text.replace('"seq":4', '"seq":3')],
    ['a line that is gone', 'checkpoints.jsonl', (text: string) => `${text.trim().split('\n')[1]}\n`],
    ['an end that is gone', 'checkpoints.jsonl', (text: string) => `${text.trim().split('\n')[0]}\n`],
    ['another key', 'head.json', (text: string) => text.replace(/"key":"../, '"key":"00')],
  ])('%s', async (_, name, change) => {
    await scene.write(4);
    await scene.write(3);
    await scene.write(1);
    const text = readFileSync(file(name), 'utf8');
    writeFileSync(file(name), change(text));
    expect(readFileSync(file(name), 'utf8')).not.toBe(text);
    expect((await scene.verify()).finding).toMatchObject({
      what: expect.stringMatching(/checkpoints\.jsonl|head\.json/),
    });
  });

  it('a folder that is empty', async () => {
    await scene.write(4);
    rmSync(scene.place.folder, { recursive: true });
    expect((await scene.verify()).finding).toMatchObject({ what: expect.stringMatching(/no signed checkpoint/) });
  });

  it('what somebody else has signed', async () => {
    await scene.write(4);
    scene.place.key = generateKeyPairSync('ed25519').privateKey;
    expect((await scene.verify()).finding).toMatchObject({ what: expect.stringMatching(/another key/) });
  });
});

describe('rows outside the chain', () => {
  it('wait while the product does not run; while it runs, not for long', async () => {
    await scene.write(1);
    await scene.add(2);
    const later = new Date(Date.now() + 60_000);
    expect(await scene.verify({ now: later })).toMatchObject({ finding: null, waiting: 2 });
    expect(await scene.verify({ isRunning: true })).toMatchObject({ finding: null, waiting: 2 });
    const { finding } = await scene.verify({ isRunning: true, now: later });
    expect(finding).toMatchObject({ action: 'thing.changed', what: expect.stringMatching(/waited 60 s/) });
  });

  it.each([
    ['kept out of it', 'DELETE FROM audit_unsealed', /kept out/],
    ['deleted before they were sealed', 'DELETE FROM audit_entries', /deleted before it was sealed/],
    ['given another payload', `UPDATE audit_payloads SET payload = '{}'`, /payload was altered/],
  ])('are found when they were %s', async (_, statement, what) => {
    await scene.write(1);
    await scene.add(1);
    await tamper(`${statement} WHERE ${/payloads|unsealed/.test(statement) ? 'entry_id' : 'id'} NOT IN
      (SELECT entry_id FROM audit_seals)`);
    expect((await scene.verify()).finding).toMatchObject({ what: expect.stringMatching(what) });
  });
});
