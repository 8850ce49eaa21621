import type { listActiveSessions as endpoint } from '@hadir/contract/sessions.ts';
import type { z } from 'zod';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';

type Reply = z.input<(typeof endpoint)['reply']>;

type Row = {
  id: string;
  title: string;
  room: string;
  course_code: string;
  starts_at: Date;
  ends_at: Date;
  place_id: string | null;
  place_name: string | null;
  state: 'confirmed' | 'flagged' | 'pending' | 'rejected' | null;
};

/** What is open now for this student, with the own mark. Asked often, so one statement. */
export async function listActiveSessions(context: Context, student: SignedIn): Promise<Reply> {
  const now = context.now();
  const rows = await context.db.$queryRaw<Row[]>`
    select s.id, s.title, s.room, c.code as course_code, s.starts_at, s.ends_at,
           p.id as place_id, p.name as place_name, r.state::text as state
    from enrollments e
    join courses c on c.id = e.course_id
    join class_sessions s on s.course_id = e.course_id
    left join places p on p.id = s.place_id
    left join attendance_records r on r.session_id = s.id and r.student_id = e.student_id
    where e.student_id = ${student.id}::uuid and e.school_id = ${student.schoolId}::uuid
      and s.is_active and s.starts_at <= ${now} and s.ends_at >= ${now}
      and c.archived_at is null
    order by s.starts_at, s.id`;
  return {
    sessions: rows.map((row) => ({
      id: row.id,
      title: row.title,
      course_code: row.course_code,
      room: row.room,
      starts_at: row.starts_at.toISOString(),
      ends_at: row.ends_at.toISOString(),
      place: row.place_id && row.place_name !== null ? { id: row.place_id, name: row.place_name } : null,
      mark: ownMark(row.state),
    })),
  };
}

/** Flags are for staff: the student sees a mark that counts. */
function ownMark(state: Row['state']) {
  return state === 'confirmed' || state === 'flagged' ? 'present' : (state ?? 'none');
}
