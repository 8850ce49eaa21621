/**
 * From the sending of a mark to the moment twenty watching teachers have it: 300 signed marks in a minute on a roster of
 * 300, once told by socket and once asked for as a screen without one does. `npm run bench -- roster`, quicker with
 * `npm run bench -- roster 60` (students), which keeps the pace.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { percentile, shareOut } from './marks/measure.ts';
import { type Phone, prepareMark, readyPhone } from './marks/phone.ts';
import { startProduct } from './marks/product.ts';
import { fillSchool, signIn } from './marks/school.ts';
import { openWire } from './marks/wire.ts';
import { type Watcher, watchByAsking, watchBySocket } from './roster/watch.ts';

const students = Number(process.argv[2] ?? 300);
const teachers = 20;
/** Marks a second. */
const pace = 5;
/** As `session-queries.ts` of the web app has it. */
const askEveryMs = 800;
const limitMs = 1000;

const product = await startProduct();
const pool = new pg.Pool({ ...product.database, max: 4 });
try {
  await bench();
} finally {
  await pool.end();
  await product.stop();
}

async function bench(): Promise<void> {
  const size = { courses: 1, studentsPerCourse: students, sessionsPerCourse: 2 };
  const school = await fillSchool(pool, size, product.sessionSecret);
  const wires = await Promise.all(Array.from({ length: 8 }, () => openWire(product.port)));
  const phones: Phone[] = [];
  await shareOut(wires, school.students, async (wire, student) => void phones.push(await readyPhone(wire, student)));
  await pool.query(`UPDATE face_templates SET state = 'confirmed', confirmed_at = now()`);
  const cookies = await addTeachers(school.schoolId);
  const [told = '', asked = ''] = [...school.sessions.values()][0] ?? [];

  const bySocket = await run(phones, told, (cookie) => watchBySocket({ port: product.port, cookie, sessionId: told }));
  const byAsking = await run(phones, asked, (cookie) =>
    watchByAsking({ port: product.port, cookie, sessionId: asked }, askEveryMs),
  );

  async function run(who: readonly Phone[], sessionId: string, watch: (cookie: string) => Promise<Watcher>) {
    const watchers = await Promise.all(cookies.map(watch));
    const sentAt = new Map<string, number>();
    const answers: number[] = [];
    const [wire] = wires;
    if (!wire) throw new Error('no connection');
    const cpu = product.cpuSeconds();
    const from = performance.now();
    for (const [i, phone] of who.entries()) {
      const mark = await prepareMark(wire, phone, sessionId);
      await sleep(Math.max(0, from + (i * 1000) / pace - performance.now()));
      sentAt.set(phone.student.id, performance.now());
      const answer = await wire.send(mark);
      answers.push(performance.now() - (sentAt.get(phone.student.id) ?? 0));
      if (answer.status !== 200) throw new Error(`a mark was answered ${answer.status} ${answer.body}`);
    }
    await sleep(3000);
    const used = product.cpuSeconds() - cpu;
    for (const { stop } of watchers) stop();
    const times = watchers.flatMap(({ seenAt }) =>
      [...sentAt].map(([id, sent]) => (seenAt.get(id) ?? Number.POSITIVE_INFINITY) - sent),
    );
    return {
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      worst: Math.max(...times),
      answer: percentile(answers, 0.5),
      cpu: used,
    };
  }

  const ms = (value: number) => `${value.toFixed(0)} ms`.padStart(8);
  const line = (name: string, { p50, p95, worst, answer, cpu }: typeof bySocket) =>
    console.log(
      `${name.padEnd(12)} p50${ms(p50)}  p95${ms(p95)}  worst${ms(worst)}  the mark's own answer p50${ms(answer)}  API ${cpu.toFixed(1)} s of processor`,
    );
  console.log(
    `${students} students, ${pace} marks a second, ${teachers} teachers watch; from the sending of a mark:\n`,
  );
  line('by socket', bySocket);
  line('by asking', byAsking);
  const ratio = (of: 'p50' | 'p95' | 'cpu') => (byAsking[of] / bySocket[of]).toFixed(1);
  console.log(
    `\nasking takes ${ratio('p50')} times as long at p50, ${ratio('p95')} at p95, and ${ratio('cpu')} times the processor`,
  );
  const isMet = bySocket.p95 < limitMs;
  console.log(`p95 by socket under ${limitMs} ms: ${isMet ? 'met' : 'NOT MET'}`);
  if (!isMet) process.exitCode = 1;
}

async function addTeachers(schoolId: string): Promise<string[]> {
  const ids = Array.from({ length: teachers }, () => randomUUID());
  await pool.query(
    `INSERT INTO people (id, school_id, role, name) SELECT id, $1, 'viewer', 'Bench Viewer' FROM unnest($2::uuid[]) AS id`,
    [schoolId, ids],
  );
  return signIn(pool, schoolId, ids, product.sessionSecret);
}
