/** When and where somebody teaches. */
export type Span = {
  startsAt: Date;
  endsAt: Date;
  teacherId: string;
  room: string;
  placeId: string | null;
};

export type CollisionKind = 'room' | 'teacher';

/** What two classes at the same time share; nothing where one ends as the other begins. */
export function matchSpans(one: Span, other: Span): CollisionKind[] {
  if (one.startsAt >= other.endsAt || other.startsAt >= one.endsAt) return [];
  const room = roomKey(one);
  const kinds: CollisionKind[] = [];
  if (room !== null && room === roomKey(other)) kinds.push('room');
  if (one.teacherId === other.teacherId) kinds.push('teacher');
  return kinds;
}

/** For each span what it shares with any of the others. */
export function matchAmong(spans: readonly Span[]): CollisionKind[][] {
  const found = spans.map(() => new Set<CollisionKind>());
  const order = spans.map((span, at) => ({ span, at })).toSorted((a, b) => +a.span.startsAt - +b.span.startsAt);
  for (const [index, first] of order.entries()) {
    for (const second of order.slice(index + 1)) {
      if (second.span.startsAt >= first.span.endsAt) break;
      for (const kind of matchSpans(first.span, second.span)) {
        found[first.at]?.add(kind);
        found[second.at]?.add(kind);
      }
    }
  }
  return found.map((kinds) => [...kinds].toSorted());
}

/** The same room of the same place, however it is written; null for none. */
function roomKey({ room, placeId }: Span): string | null {
  const name = room.trim().toLowerCase();
  return name === '' ? null : `${placeId ?? ''} ${name}`;
}
