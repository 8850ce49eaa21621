import { lazy, Suspense } from 'react';
import { Outlet } from 'react-router';
import { OutboxRunner, TicketKeeper } from '#features/attendance/outbox-runner.tsx';
import { useMay } from '#features/sign-in/me.ts';
import { textsReady } from '#lib/i18n.ts';
import { Shell } from '#ui/shell.tsx';
import { LoadingState } from '#ui/states.tsx';
import { LayoutAside } from './layout-aside.tsx';
import { useOwnNav } from './own-nav.ts';

const StaffLayout = lazy(async () => {
  const { StaffLayout: Layout } = await import('./staff-layout.tsx');
  await textsReady();
  return { default: Layout };
});

/** The frame round every screen of a signed-in person. */
export function AppLayout() {
  if (useMay('own:write')) return <StudentLayout />;
  return (
    <Suspense fallback={<LoadingState />}>
      <StaffLayout />
    </Suspense>
  );
}

function StudentLayout() {
  return (
    <Shell nav={useOwnNav()} aside={<LayoutAside />}>
      <OutboxRunner />
      <TicketKeeper />
      <Outlet />
    </Shell>
  );
}
