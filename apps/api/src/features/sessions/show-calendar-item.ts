import type { CalendarItem } from '@hadir/contract/timetable.ts';
import { type CalendarDay, fromColumn } from '#features/timetable/calendar-day.ts';
import type { Occurrence } from '#features/timetable/decide-occurrence.ts';
import type { PlannedRule } from '#features/timetable/load-rules.ts';
import { type SessionFacts, sessionOnWire } from './show-session.ts';

type Item = Omit<CalendarItem, 'collides'>;

/** A session as the calendar shows it; what was moved by hand says why. */
export function sessionItem(session: SessionFacts, rule: PlannedRule | null, now: Date): Item {
  const { id, title, room, place, starts_at, ends_at, phase, opens_itself } = sessionOnWire(session, now);
  const occursOn = session.occursOn && fromColumn(session.occursOn);
  const exception = occursOn === null ? undefined : rule?.exceptions.get(occursOn);
  const isCancelled = phase === 'cancelled';
  return {
    ...{ session_id: id, rule_id: session.ruleId, occurs_on: occursOn, course: session.course },
    ...{ title, room, place, starts_at, ends_at, phase, opens_itself },
    change: isCancelled ? 'cancelled' : exception?.change === 'moved' ? 'moved' : null,
    reason: isCancelled ? session.cancelReason : (exception?.reason ?? null),
  };
}

/** What the timetable gives where there is no session yet. */
export function plannedItem(
  rule: PlannedRule,
  day: CalendarDay,
  occurrence: Occurrence,
  places: ReadonlyMap<string, Item['place']>,
): Item {
  const isCancelled = occurrence.kind === 'cancelled';
  const { archivedAt: _, ...course } = rule.course;
  return {
    ...{ session_id: null, rule_id: rule.id, occurs_on: day, course, title: rule.title, room: occurrence.room },
    place: places.get(occurrence.placeId ?? '') ?? null,
    starts_at: occurrence.startsAt.toISOString(),
    ends_at: occurrence.endsAt.toISOString(),
    phase: isCancelled ? 'cancelled' : 'planned',
    opens_itself: rule.opensItself,
    change: isCancelled ? 'cancelled' : occurrence.isMoved ? 'moved' : null,
    reason: occurrence.reason,
  };
}
