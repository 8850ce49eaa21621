import type { Role } from '@hadir/contract/permissions.ts';
import { type ComponentType, lazy, Suspense } from 'react';
import { createBrowserRouter, Navigate, Outlet, type RouteObject } from 'react-router';
import { AppLayout } from '#features/account/app-layout.tsx';
import { BrokenScreen, LostScreen } from '#features/account/error-pages.tsx';
import { useCheckIn } from '#features/attendance/check-in-store.ts';
import { holdsScreen } from '#features/attendance/decide-cut.ts';
import { useMe } from '#features/sign-in/me.ts';
import { RequireRole } from '#features/sign-in/require-role.tsx';
import { textsReady } from '#lib/i18n.ts';
import { LoadingState } from '#ui/states.tsx';

type Load = () => Promise<{ default: ComponentType }>;

/** Kept by the service worker with everything else, so it is there without network. */
const OfflineStart = lazy(async () => {
  const { OfflineStart: Start } = await import('#features/attendance/offline-start.tsx');
  return { default: () => <Start /> };
});

/** A screen that is fetched, with its words, when it is first shown. */
function screen(path: string, load: Load): RouteObject {
  return { path, lazy: async () => ({ Component: (await withTexts(load)).default }) };
}

async function withTexts<T>(load: () => Promise<T>): Promise<T> {
  const module = await load();
  await textsReady();
  return module;
}

/** Whom the screens of one role let in, and what a student can do where nobody can be asked who they are. */
function Guard({ roles }: { roles: readonly Role[] }) {
  const isHeld = useCheckIn(holdsScreen);
  return (
    <RequireRole
      roles={roles}
      isHeld={isHeld}
      unreachable={
        <Suspense fallback={<LoadingState />}>
          <OfflineStart />
        </Suspense>
      }
    >
      <AppLayout />
    </RequireRole>
  );
}

function guarded(roles: readonly Role[], children: RouteObject[]): RouteObject {
  return { element: <Guard roles={roles} />, children };
}

/** Students mark, staff look after classes: each begins where the work is. */
const start: RouteObject = {
  path: '/',
  lazy: async () => {
    const { default: Home } = await withTexts(() => import('#features/attendance/home-page.tsx'));
    return {
      Component: () => (useMe().role === 'student' ? <Home /> : <Navigate to="/sessions" replace />),
    };
  },
};

const anybody = ['student', 'teacher', 'viewer', 'admin', 'super_admin'] as const;
const staff = ['teacher', 'admin'] as const;

export const router = createBrowserRouter([
  {
    errorElement: <BrokenScreen />,
    hydrateFallbackElement: <LoadingState />,
    children: [
      screen('/sign-in', () => import('#features/sign-in/sign-in-page.tsx')),
      screen('/register', () => import('#features/sign-in/register-page.tsx')),
      screen('/invitation', () => import('#features/sign-in/invitation-page.tsx')),
      screen('/guardian', () => import('#features/enrolment/guardian-page.tsx')),
      screen('/setup', () => import('#features/sign-in/setup-page.tsx')),
      screen('/doctor', () => import('#features/doctor/doctor-page.tsx')),
      screen('/install', () => import('#features/account/install-page.tsx')),
      screen('/trust', () => import('#features/doctor/trust-page.tsx')),
      screen('/room', () => import('#features/attendance/room-page.tsx')),
      guarded(anybody, [
        start,
        screen('/account', () => import('#features/account/account-page.tsx')),
        screen('/policies', () => import('#features/account/policies-page.tsx')),
      ]),
      guarded(
        ['student'],
        [
          screen('/history', () => import('#features/attendance/history-page.tsx')),
          screen('/mark', () => import('#features/attendance/mark-now-page.tsx')),
          screen('/mark/:sessionId', () => import('#features/attendance/check-in-page.tsx')),
          screen('/room-code/:sessionId', () => import('#features/attendance/room-code-page.tsx')),
          screen('/enrol', () => import('#features/enrolment/enrolment-page.tsx')),
        ],
      ),
      guarded(staff, [
        screen('/sessions', () => import('#features/sessions/sessions-page.tsx')),
        screen('/sessions/:id', () => import('#features/sessions/session-page.tsx')),
        screen('/sessions/:id/roll-call', () => import('#features/sessions/roll-call-page.tsx')),
        screen('/reviews', () => import('#features/review/reviews-page.tsx')),
        screen('/reviews/:id', () => import('#features/review/review-page.tsx')),
        screen('/courses', () => import('#features/courses/courses-page.tsx')),
        screen('/courses/:id', () => import('#features/courses/course-page.tsx')),
        screen('/people', () => import('#features/people/people-page.tsx')),
        screen('/people/:id', () => import('#features/people/person-page.tsx')),
      ]),
      guarded(
        ['admin'],
        [
          screen('/places', () => import('#features/places/places-page.tsx')),
          screen('/invitations', () => import('#features/people/invitations-page.tsx')),
          screen('/look-alikes', () => import('#features/look-alikes/look-alikes-page.tsx')),
          screen('/attempts', () => import('#features/attempts/attempts-page.tsx')),
          screen('/attempts/:id', () => import('#features/attempts/attempt-page.tsx')),
          screen('/audit', () => import('#features/audit/audit-page.tsx')),
          screen('/signals', () => import('#features/signals/signals-page.tsx')),
          screen('/signals/graph', () => import('#features/signals/phone-graph-page.tsx')),
          screen('/signals/:id', () => import('#features/signals/signal-page.tsx')),
          screen('/school', () => import('#features/school/school-page.tsx')),
          screen('/calibration', () => import('#features/calibration/calibration-page.tsx')),
          screen('/settings', () => import('#features/school/mark-settings-page.tsx')),
        ],
      ),
      {
        // For the whole room to see, so without the frame of the app.
        element: (
          <RequireRole roles={staff}>
            <Outlet />
          </RequireRole>
        ),
        children: [screen('/sessions/:id/board', () => import('#features/sessions/board-page.tsx'))],
      },
      { path: '*', element: <LostScreen /> },
    ],
  },
]);
