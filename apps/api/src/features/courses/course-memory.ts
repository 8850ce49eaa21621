import type { Db } from '#db.ts';

/** What this process keeps of courses between requests: by version, bounded, and gone when nobody asks for it. */
type CourseMemory<T> = {
  /** What is kept of a course in this very version, else what `load` gives. */
  get(db: Db, course: { id: string; version: number }, load: () => Promise<T>): Promise<T>;
  /** Forgets what concerns somebody, and everything that is just being loaded. */
  forget(db: Db, isConcerned: (kept: T) => boolean): void;
};

type Kept<T> = { version: number; loading: Promise<T>; loaded: T | null; timer: NodeJS.Timeout };

const memories: { forgetCourse(db: Db, courseId: string): void }[] = [];

/** Forgets all that is kept of a course. */
export function forgetCourse(db: Db, courseId: string): void {
  for (const memory of memories) memory.forgetCourse(db, courseId);
}

/**
 * @param most courses that are kept; the one that was not asked for longest goes first
 * @param idleMs a course that nobody asks for so long is forgotten
 */
export function createCourseMemory<T>({ most, idleMs }: { most: number; idleMs: number }): CourseMemory<T> {
  // Apart for every database client, so that two apps in one process never share anything.
  const courses = new WeakMap<Db, Map<string, Kept<T>>>();

  function coursesOf(db: Db): Map<string, Kept<T>> {
    const known = courses.get(db);
    if (known) return known;
    const made = new Map<string, Kept<T>>();
    courses.set(db, made);
    return made;
  }

  function drop(db: Db, courseId: string): void {
    clearTimeout(coursesOf(db).get(courseId)?.timer);
    coursesOf(db).delete(courseId);
  }

  memories.push({ forgetCourse: drop });
  return {
    async get(db, course, load) {
      const kept = coursesOf(db);
      const known = kept.get(course.id);
      if (known?.version === course.version) {
        known.timer.refresh();
        kept.delete(course.id);
        kept.set(course.id, known);
        return known.loading;
      }
      drop(db, course.id);
      const loading = load();
      const timer = setTimeout(() => drop(db, course.id), idleMs).unref();
      const made: Kept<T> = { version: course.version, loading, loaded: null, timer };
      kept.set(course.id, made);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        drop(db, oldest);
      }
      try {
        made.loaded = await loading;
        return made.loaded;
      } catch (cause) {
        if (kept.get(course.id) === made) drop(db, course.id);
        throw cause;
      }
    },
    forget(db, isConcerned) {
      for (const [courseId, { loaded }] of coursesOf(db)) {
        if (loaded === null || isConcerned(loaded)) drop(db, courseId);
      }
    },
  };
}
