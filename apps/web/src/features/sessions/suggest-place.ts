/**
 * The place that is probably meant: the only one, else where the course was last. Empty when there is no telling.
 * @param sessions in any order, of any course
 */
export function suggestPlace(
  places: readonly { id: string }[],
  sessions: readonly { course: { id: string }; place: { id: string } | null; starts_at: string }[],
  courseId: string,
): string {
  const [only, ...others] = places;
  if (only && others.length === 0) return only.id;
  const last = sessions
    .filter(({ course }) => course.id === courseId)
    .toSorted((a, b) => a.starts_at.localeCompare(b.starts_at))
    .at(-1);
  return last?.place && places.some(({ id }) => id === last.place?.id) ? last.place.id : '';
}
