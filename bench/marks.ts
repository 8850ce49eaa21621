/**
 * Marks per second and p99 of the real mark endpoint (signed marks of enrolled students over HTTP), beside marks that
 * check 6 refuses and beside the same transaction in pgbench, with as many clients on the same database in one run.
 */
import pg from 'pg';
import { type Measured, percentile, sendMarks, shareOut } from './marks/measure.ts';
import { findPgbench, makeSlots, runPgbench } from './marks/pgbench.ts';
import { type Phone, prepareMark, readyPhone } from './marks/phone.ts';
import { startProduct } from './marks/product.ts';
import { addSessions, fillSchool } from './marks/school.ts';
import { openWire, type Wire } from './marks/wire.ts';

const connections = 32;
// `npm run bench -- marks 5` is a quick look with five courses.
const size = { courses: Number(process.argv[2] ?? 25), studentsPerCourse: 48, sessionsPerCourse: 6 };
// Challenges live 90 seconds, so marks are prepared and sent in rounds of one session for everybody.
const warmUpRounds = 1;
// Ten marks a minute and person: six accepted ones and these.
const refusedRounds = 4;
/** How many times the p99 of a mark refused at check 6 that of an accepted one may be. */
const targetRatio = 3;

const product = await startProduct();
const pool = new pg.Pool({ ...product.database, max: 4 });
try {
  await bench();
} finally {
  await pool.end();
  await product.stop();
}

async function bench(): Promise<void> {
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(product.port)));
  const school = await fillSchool(pool, size, product.sessionSecret);
  const phones: Phone[] = [];
  await shareOut(wires, school.students, async (wire, student) => {
    phones.push(await readyPhone(wire, student));
  });
  await pool.query(`UPDATE face_templates SET state = 'confirmed', confirmed_at = now()`);
  await pool.query('VACUUM ANALYZE');
  console.log(`${phones.length} students in ${size.courses} courses, each with a key and a face, over HTTP\n`);

  const closed = new Map<string, string[]>();
  for (const courseId of school.sessions.keys()) {
    closed.set(courseId, await addSessions(pool, school.schoolId, courseId, refusedRounds, false));
  }
  const rounds: Measured[] = [];
  const refusals: Measured[] = [];
  let cpu = 0;
  for (let round = 0; round < size.sessionsPerCourse; round += 1) {
    const marks = await prepareRound(wires, phones, school.sessions, round);
    const before = product.cpuSeconds();
    const measured = await sendMarks(wires, marks);
    if (round < warmUpRounds) continue;
    cpu += product.cpuSeconds() - before;
    rounds.push(measured);
    if (refusals.length === refusedRounds) continue;
    const refused = await prepareRound(wires, phones, closed, refusals.length);
    refusals.push(await sendMarks(wires, refused, 'session_inactive'));
  }
  for (const wire of wires) wire.close();
  const count = rounds.reduce((sum, { times }) => sum + times.length, 0);
  await checkKept(count + warmUpRounds * phones.length);
  const endpoint = together(rounds);
  const inactive = together(refusals);
  const rows: Record<string, Record<string, string>> = {
    'mark endpoint': row(endpoint, endpoint),
    'refused at check 6': row(inactive, endpoint),
  };

  const pgbench = findPgbench();
  if (pgbench) {
    const free: string[] = [];
    for (const courseId of school.sessions.keys()) {
      free.push(...(await addSessions(pool, school.schoolId, courseId, size.sessionsPerCourse)));
    }
    const each = Math.floor(count / connections);
    await makeSlots(pool, school.schoolId, free, each * connections);
    rows['pgbench, same transaction'] = row(runPgbench(pgbench, product.database, connections, each), endpoint);
  }
  console.table(rows);
  console.log(
    `${connections} connections, ${count} marks; ${((cpu / count) * 1e6).toFixed(0)} µs processor time of the API a mark`,
  );
  const ratio = percentile(endpoint.times, 0.99) / percentile(inactive.times, 0.99);
  const isMet = ratio < targetRatio;
  console.log(
    `p99 of an accepted mark is ${ratio.toFixed(2)} times that of one refused at check 6 (${inactive.times.length} marks); below ${targetRatio}: ${isMet ? 'met' : 'MISSED'}`,
  );
  if (!isMet) process.exitCode = 1;
  if (!pgbench)
    console.log('pgbench was not found: install it (Debian: apt-get install postgresql-contrib) for the ratio.');
}

async function prepareRound(wires: Wire[], phones: Phone[], sessions: Map<string, string[]>, round: number) {
  const marks: Buffer[] = [];
  await shareOut(wires, phones, async (wire, phone) => {
    marks.push(await prepareMark(wire, phone, sessions.get(phone.student.courseId)?.[round] ?? ''));
  });
  return marks;
}

/** Nothing is believed that the database does not have. */
async function checkKept(expected: number): Promise<void> {
  const { rows } = await pool.query<{ records: number; attempts: number }>(
    `SELECT (SELECT count(*)::int FROM attendance_records WHERE state = 'confirmed') AS records,
       (SELECT count(*)::int FROM attendance_attempts WHERE success) AS attempts`,
  );
  const [kept] = rows;
  if (kept?.records !== expected || kept.attempts !== expected) {
    throw new Error(`${expected} marks were accepted, kept are ${JSON.stringify(kept)}`);
  }
}

function together(rounds: readonly Measured[]): Measured {
  const times = rounds.flatMap((round) => round.times);
  const seconds = rounds.reduce((sum, round) => sum + round.times.length / round.perSecond, 0);
  return { perSecond: times.length / seconds, times };
}

function row(measured: Measured, endpoint: Measured): Record<string, string> {
  const p99 = percentile(measured.times, 0.99);
  return {
    'per second': measured.perSecond.toFixed(0),
    'p50 ms': percentile(measured.times, 0.5).toFixed(1),
    'p99 ms': p99.toFixed(1),
    'speed of the endpoint': `${(endpoint.perSecond / measured.perSecond).toFixed(2)} x`,
    'p99 of the endpoint': `${(percentile(endpoint.times, 0.99) / p99).toFixed(2)} x`,
  };
}
