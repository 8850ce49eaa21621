import { may, type Permission } from '@hadir/contract/permissions.ts';
import { type ComponentType, lazy, Suspense } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { AppLayout } from '#features/account/app-layout.tsx';
import { BrokenScreen, LostScreen } from '#features/account/error-pages.tsx';
import { useCheckIn } from '#features/attendance/check-in-store.ts';
import { holdsScreen } from '#features/attendance/decide-cut.ts';
import { useMe } from '#features/sign-in/me.ts';
import { RequirePermission } from '#features/sign-in/require-permission.tsx';
import { RequireSignIn } from '#features/sign-in/require-sign-in.tsx';
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

/** The frame of the app, and what a student can do where nobody can be asked who they are. */
function SignedIn() {
  const isHeld = useCheckIn(holdsScreen);
  return (
    <RequireSignIn
      isHeld={isHeld}
      unreachable={
        <Suspense fallback={<LoadingState />}>
          <OfflineStart />
        </Suspense>
      }
    >
      <AppLayout />
    </RequireSignIn>
  );
}

function guarded(permission: Permission, children: RouteObject[]): RouteObject {
  return { element: <RequirePermission permission={permission} />, children };
}

/** Students mark, staff look after classes: each begins where the work is. */
const start: RouteObject = {
  path: '/',
  lazy: async () => {
    const { default: Home } = await withTexts(() => import('#features/attendance/home-page.tsx'));
    return {
      Component: () => {
        const { role } = useMe();
        if (may(role, 'own:write')) return <Home />;
        return <Navigate to={may(role, 'schools:read') ? '/schools' : '/sessions'} replace />;
      },
    };
  },
};

export const router = createBrowserRouter([
  {
    errorElement: <BrokenScreen />,
    hydrateFallbackElement: <LoadingState />,
    children: [
      screen('/sign-in', () => import('#features/sign-in/sign-in-page.tsx')),
      screen('/forgot', () => import('#features/sign-in/forgot-page.tsx')),
      screen('/reset', () => import('#features/sign-in/reset-page.tsx')),
      screen('/claim', () => import('#features/sign-in/claim-page.tsx')),
      screen('/register', () => import('#features/sign-in/register-page.tsx')),
      screen('/invitation', () => import('#features/sign-in/invitation-page.tsx')),
      screen('/guardian', () => import('#features/enrolment/guardian-page.tsx')),
      screen('/setup', () => import('#features/sign-in/setup-page.tsx')),
      screen('/doctor', () => import('#features/doctor/doctor-page.tsx')),
      screen('/install', () => import('#features/account/install-page.tsx')),
      screen('/trust', () => import('#features/doctor/trust-page.tsx')),
      screen('/destruction', () => import('#features/privacy/certificate-page.tsx')),
      screen('/room', () => import('#features/attendance/room-page.tsx')),
      {
        element: <SignedIn />,
        children: [
          start,
          screen('/account', () => import('#features/account/account-page.tsx')),
          screen('/account/security', () => import('#features/account/security-page.tsx')),
          screen('/policies', () => import('#features/account/policies-page.tsx')),
          guarded('own:read', [screen('/history', () => import('#features/attendance/history-page.tsx'))]),
          guarded('own:write', [
            screen('/mark', () => import('#features/attendance/mark-now-page.tsx')),
            screen('/mark/:sessionId', () => import('#features/attendance/check-in-page.tsx')),
            screen('/room-code/:sessionId', () => import('#features/attendance/room-code-page.tsx')),
            screen('/enrol', () => import('#features/enrolment/enrolment-page.tsx')),
          ]),
          guarded('sessions:read', [
            screen('/sessions', () => import('#features/sessions/sessions-page.tsx')),
            screen('/sessions/:id', () => import('#features/sessions/session-page.tsx')),
          ]),
          guarded('timetable:read', [screen('/timetable', () => import('#features/timetable/timetable-page.tsx'))]),
          guarded('attendance:write', [
            screen('/sessions/:id/roll-call', () => import('#features/sessions/roll-call-page.tsx')),
          ]),
          guarded('attendance:write', [
            screen('/corrections', () => import('#features/corrections/corrections-page.tsx')),
          ]),
          guarded('reviews:read', [
            screen('/reviews', () => import('#features/review/reviews-page.tsx')),
            screen('/reviews/:id', () => import('#features/review/review-page.tsx')),
          ]),
          guarded('courses:read', [
            screen('/courses', () => import('#features/courses/courses-page.tsx')),
            screen('/courses/:id', () => import('#features/courses/course-page.tsx')),
          ]),
          guarded('students:read', [
            screen('/people', () => import('#features/people/people-page.tsx')),
            screen('/people/:id', () => import('#features/people/person-page.tsx')),
          ]),
          guarded('structure:read', [
            screen('/classes', () => import('#features/structure/classes-page.tsx')),
            screen('/classes/:id', () => import('#features/structure/class-page.tsx')),
          ]),
          guarded('account_recovery:write', [
            screen('/claim-codes', () => import('#features/account-security/claim-codes-page.tsx')),
          ]),
          guarded('staff:read', [screen('/invitations', () => import('#features/people/invitations-page.tsx'))]),
          guarded('imports:write', [
            screen('/imports', () => import('#features/imports/imports-page.tsx')),
            screen('/imports/new', () => import('#features/imports/new-import-page.tsx')),
            screen('/imports/:id', () => import('#features/imports/import-page.tsx')),
          ]),
          guarded('places:write', [screen('/places', () => import('#features/places/places-page.tsx'))]),
          guarded('look_alikes:read', [
            screen('/look-alikes', () => import('#features/look-alikes/look-alikes-page.tsx')),
          ]),
          guarded('attempts:read', [
            screen('/attempts', () => import('#features/attempts/attempts-page.tsx')),
            screen('/attempts/:id', () => import('#features/attempts/attempt-page.tsx')),
          ]),
          guarded('reports:read', [
            screen('/reports', () => import('#features/reports/reports-page.tsx')),
            screen('/reports/students/:id', () => import('#features/reports/student-report-page.tsx')),
          ]),
          guarded('audit:read', [screen('/audit', () => import('#features/audit/audit-page.tsx'))]),
          guarded('privacy:write', [screen('/privacy', () => import('#features/privacy/privacy-page.tsx'))]),
          guarded('schools:destroy', [
            screen('/schools/:id/destruction', () => import('#features/privacy/destruction-page.tsx')),
          ]),
          guarded('signals:read', [
            screen('/signals', () => import('#features/signals/signals-page.tsx')),
            screen('/signals/graph', () => import('#features/signals/phone-graph-page.tsx')),
            screen('/signals/:id', () => import('#features/signals/signal-page.tsx')),
          ]),
          guarded('schools:read', [screen('/schools', () => import('#features/schools/schools-page.tsx'))]),
          guarded('school:read', [screen('/school', () => import('#features/school/school-page.tsx'))]),
          guarded('settings:read', [
            screen('/calibration', () => import('#features/calibration/calibration-page.tsx')),
            screen('/settings', () => import('#features/school/mark-settings-page.tsx')),
          ]),
        ],
      },
      {
        // For the whole room to see, so without the frame of the app.
        element: (
          <RequireSignIn>
            <RequirePermission permission="sessions:write" />
          </RequireSignIn>
        ),
        children: [screen('/sessions/:id/board', () => import('#features/sessions/board-page.tsx'))],
      },
      {
        // Before the frame of the app, whose lists do not open yet.
        element: (
          <RequireSignIn>
            <RequirePermission permission="second_factor:write" />
          </RequireSignIn>
        ),
        children: [screen('/second-factor', () => import('#features/account/second-factor-page.tsx'))],
      },
      { path: '*', element: <LostScreen /> },
    ],
  },
]);
