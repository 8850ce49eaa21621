import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { deleteFaceTemplate } from '@hadir/contract/enrolment.ts';
import type { Arena } from './arena.ts';
import type { Database } from './database.ts';
import { inventFace } from './invented-face.ts';
import { markHonestly, prepare, submit } from './prepared.ts';
import { type Attacks, repeat } from './stage.ts';
import type { Student } from './student.ts';
import { type Outcome, tally, worked } from './tally.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The database, a copy of it, or its host in wrong hands. */
export function atRestAttacks(database: Database, dataFolder: string): Attacks {
  return {
    'template-swapped': async ({ arena, courseId, times }) => {
      const outcomes: Outcome[] = [];
      for (const swap of swaps.slice(0, times(2, swaps.length))) {
        const [a, b] = [await newcomer(arena, courseId), await newcomer(arena, courseId)];
        await swap(database, a.id, b.id);
        // The friend's face on the victim's phone: the row says that it is the victim's now.
        const prepared = await prepare(arena, b, await arena.openSession(courseId), {
          frames: a.face.pool.slice(0, 3),
        });
        outcomes.push(await submit(arena, prepared, prepared.signed));
      }
      return tally(outcomes);
    },

    'template-forged': async ({ arena, courseId, times }) => {
      const outcomes = await repeat(times(1, 4), async () => {
        const victim = await newcomer(arena, courseId);
        await database.query(
          `UPDATE face_shots SET sealed = $2 WHERE template_id IN (SELECT id FROM face_templates WHERE person_id = $1)`,
          [victim.id, Buffer.from(Float32Array.from(victim.face.pool[0]?.descriptor ?? []).buffer)],
        );
        const prepared = await prepare(arena, victim, await arena.openSession(courseId));
        return submit(arena, prepared, prepared.signed);
      });
      return tally(outcomes);
    },

    /** Rows of before a withdrawal, put back from a dump; today's keys are all there. */
    'template-restored': async ({ arena, courseId, times }) => {
      const outcomes = await repeat(times(1, 5), async () => {
        const victim = await newcomer(arena, courseId);
        const dump = await dumpOf(database, victim.id);
        await victim.visitor.call(deleteFaceTemplate);
        await restore(database, dump);
        const prepared = await prepare(arena, victim, await arena.openSession(courseId));
        return submit(arena, prepared, prepared.signed);
      });
      return tally(outcomes);
    },

    /** What a copy of the database shows of faces: nothing that is like the descriptors that were sent. */
    'database-stolen': async (stage) => {
      const { arena, courseId, times } = stage;
      const outcomes = await repeat(times(1, 4), async () => {
        const victim = await newcomer(arena, courseId);
        await markHonestly(stage, victim);
        const known = [...victim.face.shots, ...victim.face.pool].flatMap(({ descriptor }) => plainForms(descriptor));
        const tables = ['face_shots', 'face_probes', 'face_templates', 'attendance_attempts', 'audit_payloads'];
        const found = await repeat(tables.length, async (i) => {
          const rows = await database.query(`SELECT row_to_json(t)::text AS row FROM ${tables[i]} AS t`);
          return rows.some(({ row }) => known.some((form) => String(row).includes(form)));
        });
        return worked(found.includes(true));
      });
      return tally(outcomes);
    },

    'master-key-wrong': async ({ times }) => {
      const outcomes = await repeat(times(1, 2), async () =>
        worked(await starts({ DATA_DIR: dataFolder, MASTER_KEY: randomBytes(32).toString('base64') })),
      );
      return tally(outcomes);
    },
  };
}

const newcomer = (arena: Arena, courseId: string): Promise<Student> =>
  arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });

type Swap = (database: Database, a: string, b: string) => Promise<unknown>;

/** Ways to give b the rows of a. */
const swaps: readonly Swap[] = [
  (database, a, b) =>
    database.query(
      `UPDATE face_shots AS mine SET sealed = theirs.sealed FROM face_shots AS theirs
       WHERE mine.shot = theirs.shot AND mine.model = theirs.model
         AND mine.template_id = (SELECT id FROM face_templates WHERE person_id = $2)
         AND theirs.template_id = (SELECT id FROM face_templates WHERE person_id = $1)`,
      [a, b],
    ),
  async (database, a, b) => {
    await database.query('DELETE FROM face_templates WHERE person_id = $1', [b]);
    await database.query('UPDATE face_templates SET person_id = $2 WHERE person_id = $1', [a, b]);
  },
  async (database, a, b) => {
    await swaps[0]?.(database, a, b);
    await database.query(
      `UPDATE face_templates SET wrapped_key = (SELECT wrapped_key FROM face_templates WHERE person_id = $1)
       WHERE person_id = $2`,
      [a, b],
    );
  },
];

type Dump = { template: unknown; shots: unknown };

async function dumpOf(database: Database, personId: string): Promise<Dump> {
  const [row] = await database.query(
    `SELECT to_jsonb(t) AS template,
       (SELECT jsonb_agg(to_jsonb(s)) FROM face_shots AS s WHERE s.template_id = t.id) AS shots
     FROM face_templates AS t WHERE person_id = $1`,
    [personId],
  );
  if (!row) throw new Error('there is no template to dump');
  return { template: row.template, shots: row.shots };
}

async function restore(database: Database, { template, shots }: Dump): Promise<void> {
  await database.query('INSERT INTO face_templates SELECT * FROM jsonb_populate_record(NULL::face_templates, $1)', [
    JSON.stringify(template),
  ]);
  await database.query('INSERT INTO face_shots SELECT * FROM jsonb_populate_recordset(NULL::face_shots, $1)', [
    JSON.stringify(shots),
  ]);
}

/** Some of a descriptor as a table would show it: bytes of float32 and of float64, and digits. */
function plainForms(descriptor: readonly number[]): string[] {
  const part = descriptor.slice(0, 3);
  const hex = (array: Float32Array | Float64Array) => Buffer.from(array.buffer).toString('hex');
  return [
    hex(Float32Array.from(part)),
    hex(Float64Array.from(part)),
    part.map((value) => value.toFixed(4).slice(0, 6)).join(','),
  ];
}

/** Does the API start with this environment on that data? It is stopped at once. */
function starts(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const { NODE_ENV: _, ...own } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', `${root}apps/api/src/main.ts`], {
    env: {
      ...own,
      NODE_ENV: 'production',
      PUBLIC_URL: `http://${randomUUID()}.example`,
      PORT: '0',
      HOST: '127.0.0.1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve) => {
    child.stdout.on('data', (said: Buffer) => {
      if (!said.includes('Hadir is at')) return;
      resolve(true);
      child.kill('SIGTERM');
    });
    child.once('exit', () => resolve(false));
  });
}
