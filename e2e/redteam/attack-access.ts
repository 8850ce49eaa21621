import { listAttempts } from '@hadir/contract/attempts.ts';
import { type Arena, makeTeacher } from './arena.ts';
import type { Database } from './database.ts';
import { inventFace } from './invented-face.ts';
import { listOperations, type Operation, perform } from './operations.ts';
import { addSchool } from './other-school.ts';
import { prepare, submit } from './prepared.ts';
import type { Attacks } from './stage.ts';
import type { Student } from './student.ts';
import { type Outcome, type Tally, tally, worked } from './tally.ts';
import type { Visitor } from './visitor.ts';
import { read } from './wire.ts';

/** The web session's own doors: they take no id and show nobody else. */
const own =
  /^\/api\/(csrf|me|sign_in|sign_out|registration|setup|invitations\/accept|openapi\.json)$|^\/(health|metrics)/;

/** A colleague may, with a reason that the course's teacher reads; afterwards the session is theirs too. */
const TAKE_OVER = '/api/class_sessions/:id/take_over';

/** Everything the product can do, asked for by somebody whose it is not. */
export function accessAttacks(database: Database): Attacks {
  return {
    'idor-stranger': async ({ arena, courseId }) =>
      tally(await walk(arena, courseId, arena.openVisitor(), (each) => !own.test(each.path))),

    'idor-student': async ({ arena, courseId }) => {
      const attacker = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
      return tally(await walk(arena, courseId, attacker.visitor, takesId));
    },

    'idor-teacher': async ({ arena, courseId }) => {
      const attacker = await makeTeacher(arena.admin, arena.openVisitor(), 'other-teacher@school.example');
      return tally(await walk(arena, courseId, attacker, (each) => takesId(each) && each.path !== TAKE_OVER));
    },

    'idor-school': async ({ arena, courseId }) => {
      const { admin, teacher } = await addSchool(arena, database);
      const byId: Outcome[] = [
        ...(await walk(arena, courseId, admin, takesId)),
        ...(await walk(arena, courseId, teacher, takesId)),
      ];
      return merge(tally(byId), await readLists(arena, courseId, admin));
    },
  };
}

const takesId = ({ path, params }: Operation) => params.length > 0 && !own.test(path);

/** Every operation with every kind of id of the victim's; any success is one too many. */
async function walk(
  arena: Arena,
  courseId: string,
  attacker: Visitor,
  isMeant: (operation: Operation) => boolean,
): Promise<Outcome[]> {
  const operations = (await listOperations(arena.admin)).filter(isMeant);
  if (operations.length < 20) throw new Error(`only ${operations.length} operations were found`);
  const victim = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
  const ids = await idsOf(arena, courseId, victim);
  const outcomes: Outcome[] = [];
  const unread = new Set<string>();
  for (const operation of operations) {
    for (const id of operation.params.length > 0 ? ids : ['']) {
      const answer = await perform(attacker, operation, { id, student_id: victim.id });
      if (answer.status < 400) console.log(`answered ${answer.status}: ${operation.method} ${operation.path}`);
      if (read(answer).code === 'invalid_request') unread.add(`${operation.method} ${operation.path}`);
      outcomes.push(worked(answer.status < 400));
    }
  }
  if (unread.size > 5) throw new Error(`refused for their bodies alone: ${[...unread].join(', ')}`);
  return outcomes;
}

/** One id of each kind: person, class, course, place, key, attempt. */
async function idsOf(arena: Arena, courseId: string, victim: Student): Promise<string[]> {
  const sessionId = await arena.openSession(courseId);
  const prepared = await prepare(arena, victim, sessionId);
  await submit(arena, prepared, prepared.signed);
  const { items } = await arena.admin.call(listAttempts, { query: { session_id: sessionId } });
  return [victim.id, sessionId, courseId, arena.placeId, victim.phone.keyId, items[0]?.id ?? ''];
}

/** Lists of an admin of another school: nothing of ours may stand in them. */
async function readLists(arena: Arena, courseId: string, admin: Visitor): Promise<Tally> {
  const lists = (await listOperations(arena.admin)).filter(
    (each) => each.method === 'GET' && each.params.length === 0 && !own.test(each.path),
  );
  const victim = await arena.borrow(courseId, 0);
  const marks = [victim.id, victim.name, courseId, arena.placeId, arena.teacherId, arena.joinCode, 'Attacked School'];
  const outcomes: Outcome[] = [];
  for (const list of lists) {
    const { text } = await perform(admin, list, {});
    outcomes.push(worked(marks.some((mark) => text.includes(mark))));
  }
  return tally(outcomes);
}

function merge(a: Tally, b: Tally): Tally {
  const sum = (key: 'tries' | 'accepted' | 'reviewed' | 'refused') => a[key] + b[key];
  return { tries: sum('tries'), accepted: sum('accepted'), reviewed: sum('reviewed'), refused: sum('refused') };
}
