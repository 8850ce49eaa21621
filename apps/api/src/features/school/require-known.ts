import type { Tx } from '#db.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';

type Finder = (tx: Tx, where: { id: string; schoolId: string }) => Promise<number>;

const finders = {
  class_id: (tx, where) => tx.schoolClass.count({ where }),
  stream_id: (tx, where) => tx.stream.count({ where }),
  course_id: (tx, where) => tx.course.count({ where }),
  person_id: (tx, where) => tx.person.count({ where }),
  student_id: (tx, where) => tx.person.count({ where }),
  teacher_id: (tx, where) => tx.person.count({ where }),
  signal_id: (tx, where) => tx.fraudSignal.count({ where }),
} satisfies Record<string, Finder>;

/**
 * That what a filter names is of this school. Nothing found and nothing there are two answers: a list that is empty
 * for what does not exist would look as if there were nothing to see.
 * @throws AppError not_found that says which
 */
export async function requireKnown(
  tx: Tx,
  schoolId: string,
  filter: { [K in keyof typeof finders]?: string | undefined },
): Promise<void> {
  const named = Object.entries(finders) as [keyof typeof finders, Finder][];
  for (const [field, find] of named) {
    const id = filter[field];
    if (id === undefined) continue;
    if (!isId(id) || (await find(tx, { id, schoolId })) === 0) throw unknownReference(field);
  }
}
