import { may } from '@hadir/contract/permissions.ts';
import { Outlet } from 'react-router';
import { OutboxRunner, TicketKeeper } from '#features/attendance/outbox-runner.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { formatFacts } from '#lib/format.ts';
import { Shell } from '#ui/shell.tsx';
import { useTexts } from './texts.ts';
import { useNav } from './use-nav.ts';

/** The frame round every screen of a signed-in person, with the navigation of what they may do. */
export function AppLayout() {
  const t = useTexts();
  const me = useMe();
  const aside = (
    <>
      <p className="font-semibold wrap-anywhere text-ink">{me.name}</p>
      <p className="wrap-anywhere text-ink-soft">{formatFacts([t(`role.${me.role}`), me.school.name])}</p>
    </>
  );
  const marks = may(me.role, 'own:write');
  return (
    <Shell nav={useNav()} aside={aside}>
      {marks && <OutboxRunner />}
      {marks && <TicketKeeper />}
      <Outlet />
    </Shell>
  );
}
