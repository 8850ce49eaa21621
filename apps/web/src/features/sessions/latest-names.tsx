import type { RosterItem } from '@hadir/contract/sessions.ts';
import { listLatestNames } from './list-latest-names.ts';
import { useRosterTexts } from './roster-texts.ts';

/** Who was marked last, for the whole room: only where the teacher wants it. */
export function LatestNames({ items }: { items: readonly RosterItem[] }) {
  const r = useRosterTexts();
  const names = listLatestNames(items);
  if (names.length === 0) return null;
  return (
    <section aria-label={r('board.latest')}>
      <p className="text-base text-on-stage-soft sm:text-xl">{r('board.latest')}</p>
      <ul className="flex flex-wrap justify-center gap-x-6 gap-y-1 text-xl font-semibold sm:text-3xl">
        {names.map(({ id, name }) => (
          <li key={id} className="wrap-anywhere">
            {name}
          </li>
        ))}
      </ul>
    </section>
  );
}
