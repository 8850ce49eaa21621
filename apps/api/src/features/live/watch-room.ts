import type { RosterItem } from '@hadir/contract/sessions.ts';
import type { Context } from '#http/context.ts';
import type { RosterMemory } from './roster-room.ts';

/** Rows that are named are looked at so often at most, everything so often; milliseconds. */
const pauseMs = { rows: 150, all: 1000 } as const;

type Tell = { rows(items: RosterItem[]): void; stale(): void };

export type Room = {
  readonly schoolId: string;
  /** Somebody may look different; null: everybody may. */
  changed(studentId: string | null): void;
  end(): void;
};

type Watched = { id: string; schoolId: string };

/**
 * One class session that is watched in this process: gathers what may have changed, looks once for all who watch, and
 * tells them what is new.
 * @param keepEntitled drops those who may not watch any more, before every word
 * @returns after everything was looked at once, so that nothing is missed from then on
 */
export async function openRoom(
  { log }: Pick<Context, 'log'>,
  { id, schoolId }: Watched,
  memory: RosterMemory,
  keepEntitled: () => Promise<number>,
  tell: Tell,
): Promise<Room> {
  const named = new Set<string>();
  let isAllDue = false;
  let timer: NodeJS.Timeout | null = null;
  let isOver = false;
  let isBusy = false;
  let lastAt = 0;

  const plan = () => {
    if (isOver || isBusy || timer !== null || (named.size === 0 && !isAllDue)) return;
    const pause = named.size > 0 ? pauseMs.rows : pauseMs.all;
    timer = setTimeout(() => void look(), Math.max(0, lastAt + pause - Date.now())).unref();
  };
  const look = async () => {
    timer = null;
    isBusy = true;
    lastAt = Date.now();
    const ids = isAllDue ? null : [...named];
    named.clear();
    isAllDue = false;
    try {
      if ((await keepEntitled()) > 0 && !isOver) {
        const { items, isStale } = await memory.look(ids);
        if (isStale) tell.stale();
        else if (items.length > 0) tell.rows(items);
      }
    } catch (err) {
      log.warn({ err, sessionId: id }, 'a roster was not looked at');
    }
    isBusy = false;
    plan();
  };

  await memory.look(null);
  return {
    schoolId,
    changed(studentId) {
      if (studentId === null) isAllDue = true;
      else named.add(studentId);
      plan();
    },
    end() {
      isOver = true;
      if (timer) clearTimeout(timer);
    },
  };
}
