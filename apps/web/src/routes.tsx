import type { Role } from '@hadir/contract/sign-in.ts';
import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { AppLayout } from '#features/account/app-layout.tsx';
import { BrokenScreen, LostScreen } from '#features/account/error-pages.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { RequireRole } from '#features/sign-in/require-role.tsx';
import { LoadingState } from '#ui/states.tsx';

type PageModule = { default: ComponentType };
const pages = import.meta.glob<PageModule>('./features/*/*-page.tsx');

/** A screen that is fetched when it is first shown. */
function screen(path: string, file: string): RouteObject {
  return {
    path,
    lazy: async () => {
      const load = pages[`./features/${file}`];
      return { Component: load ? (await load()).default : LostScreen };
    },
  };
}

function guarded(roles: readonly Role[], children: RouteObject[]): RouteObject {
  return {
    element: (
      <RequireRole roles={roles}>
        <AppLayout />
      </RequireRole>
    ),
    children,
  };
}

/** Students mark, staff look after classes: each begins where the work is. */
const start: RouteObject = {
  path: '/',
  lazy: async () => {
    const home = pages['./features/attendance/home-page.tsx'];
    const Home = home ? (await home()).default : LostScreen;
    return {
      Component: () => (useMe().role === 'student' ? <Home /> : <Navigate to="/sessions" replace />),
    };
  },
};

const anybody = ['student', 'teacher', 'admin'] as const;
const staff = ['teacher', 'admin'] as const;

export const router = createBrowserRouter([
  {
    errorElement: <BrokenScreen />,
    hydrateFallbackElement: <LoadingState />,
    children: [
      screen('/sign-in', 'sign-in/sign-in-page.tsx'),
      screen('/register', 'sign-in/register-page.tsx'),
      screen('/invitation', 'sign-in/invitation-page.tsx'),
      screen('/setup', 'sign-in/setup-page.tsx'),
      guarded(anybody, [start, screen('/account', 'account/account-page.tsx')]),
      guarded(
        ['student'],
        [
          screen('/history', 'attendance/history-page.tsx'),
          screen('/mark/:sessionId', 'attendance/check-in-page.tsx'),
          screen('/room-code/:sessionId', 'attendance/room-code-page.tsx'),
          screen('/enrol', 'enrolment/enrolment-page.tsx'),
        ],
      ),
      guarded(staff, [
        screen('/sessions', 'sessions/sessions-page.tsx'),
        screen('/sessions/:id', 'sessions/session-page.tsx'),
        screen('/courses', 'courses/courses-page.tsx'),
        screen('/courses/:id', 'courses/course-page.tsx'),
        screen('/people', 'people/people-page.tsx'),
      ]),
      guarded(
        ['admin'],
        [
          screen('/places', 'places/places-page.tsx'),
          screen('/invitations', 'people/invitations-page.tsx'),
          screen('/attempts', 'attempts/attempts-page.tsx'),
          screen('/attempts/:id', 'attempts/attempt-page.tsx'),
          screen('/school', 'school/school-page.tsx'),
        ],
      ),
      { path: '*', element: <LostScreen /> },
    ],
  },
]);
