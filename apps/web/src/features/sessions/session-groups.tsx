import type { ClassSession } from '@hadir/contract/sessions.ts';
import { SessionCard } from './session-card.tsx';
import { useTexts } from './texts.ts';

const phases = ['open', 'planned', 'closed', 'cancelled'] as const;

/** Sessions by what can be done with them: the open ones first. */
export function SessionGroups({ sessions, zone }: { sessions: readonly ClassSession[]; zone: string }) {
  const t = useTexts();
  return phases.map((phase) => {
    const group = sessions.filter((session) => session.phase === phase);
    if (group.length === 0) return null;
    return (
      <section key={phase} aria-labelledby={`sessions-${phase}`}>
        <h2 id={`sessions-${phase}`} className="mb-3 text-lg font-semibold">
          {t(`groups.${phase}`)}
        </h2>
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {group.map((session) => (
            <SessionCard key={session.id} session={session} zone={zone} />
          ))}
        </ul>
      </section>
    );
  });
}
