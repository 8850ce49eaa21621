/**
 * p95 of every list and report of the real API over HTTP, on a database with 50,000 students, 2,000 courses and five
 * million attempts. `--students 5000 --courses 200 --attempts 200000` is a quick look; `--keep <folder>` leaves the
 * filled database there, and measures one that is there already.
 */
import pg from 'pg';
import { fillDatabase, signIn } from './lists/fill.ts';
import { readOptions } from './lists/options.ts';
import { makeQuestions, type Question } from './lists/questions.ts';
import { percentile } from './marks/measure.ts';
import { startProduct } from './marks/product.ts';
import { encode, openWire, type Wire } from './marks/wire.ts';

/** Milliseconds that 95 of a hundred answers of a list stay under. */
const limitMs = 200;
/** Before they are counted: plans, caches and the just-in-time compiler settle. */
const warmUps = 3;

const { rounds, keep, ...size } = readOptions(process.argv.slice(2));
const product = await startProduct(keep);
const pool = new pg.Pool({ ...product.database, max: 4 });
try {
  await bench();
} finally {
  await pool.end();
  await product.stop();
}

async function bench(): Promise<void> {
  const world = await fillDatabase(pool, size, (what) => console.log(what));
  const cookies = {
    admin: await signIn(pool, world.adminId, product.sessionSecret),
    teacher: await signIn(pool, world.teacherId, product.sessionSecret),
    student: await signIn(pool, world.studentId, product.sessionSecret),
  };
  const { rows } = await pool.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM people WHERE role = 'student') AS students,
       (SELECT count(*)::int FROM courses) AS courses, (SELECT count(*)::int FROM class_sessions) AS sessions,
       (SELECT count(*)::int FROM attendance_attempts) AS attempts`,
  );
  console.log(JSON.stringify(rows[0]));
  const wire = await openWire(product.port);
  const table: Record<string, Record<string, string>> = {};
  let isMissed = false;
  for (const question of makeQuestions(world)) {
    const times = await ask(wire, question, cookies[question.who]);
    const p95 = percentile(times, 0.95);
    const isOver = question.kind === 'list' && p95 >= limitMs;
    isMissed ||= isOver;
    table[question.name] = {
      kind: question.kind,
      'p50 ms': percentile(times, 0.5).toFixed(1),
      'p95 ms': p95.toFixed(1),
      verdict: question.kind === 'list' ? (isOver ? 'MISSED' : 'met') : '',
    };
  }
  wire.close();
  console.table(table);
  console.log(`p95 of every list below ${limitMs} ms: ${isMissed ? 'MISSED' : 'met'}`);
  if (isMissed) process.exitCode = 1;
}

async function ask(wire: Wire, { path, name, kind }: Question, cookie: string): Promise<number[]> {
  const request = encode({ method: 'GET', path, headers: { Cookie: cookie, 'X-Forwarded-Proto': 'https' } });
  const times: number[] = [];
  // What takes seconds is asked less often.
  const count = kind === 'list' ? rounds : Math.max(5, Math.round(rounds / 8));
  for (let round = 0; round < warmUps + count; round += 1) {
    const from = performance.now();
    const answer = await wire.send(request);
    if (round >= warmUps) times.push(performance.now() - from);
    if (answer.status !== 200) throw new Error(`${name} was answered ${answer.status} ${answer.body.slice(0, 300)}`);
  }
  return times;
}
