import '#lib/zod-without-eval.ts';
import './ui/theme.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { UpdatePrompt } from '#features/account/app-update.tsx';
import { StepUpOutlet } from '#features/account/step-up-outlet.tsx';
import { TooOldScreen, watchTooOld } from '#features/account/too-old-screen.tsx';
import { watchUpdates } from '#features/account/watch-updates.ts';
import { watchOfflineMarks } from '#features/attendance/watch-offline-marks.ts';
import { hasDeviceId } from '#features/enrolment/device-id.ts';
import { warmFace } from '#features/enrolment/warm-face.ts';
import { watchOwner } from '#features/offline/watch-owner.ts';
import { followMe } from '#features/sign-in/follow-me.ts';
import { watchLeaving } from '#features/sign-in/leaving.ts';
import { watchSignedOut } from '#features/sign-in/me.ts';
import { watchTabs } from '#features/sign-in/tell-tabs.ts';
import { watchInstall } from '#lib/install-app.ts';
import { drawIosSplash } from '#lib/ios-splash.ts';
import { startPreferences } from '#lib/preferences.ts';
import { queryClient } from '#lib/query-client.ts';
import { Toaster } from '#ui/toast.tsx';
import { router } from './routes.tsx';

watchSignedOut();
watchLeaving();
watchOfflineMarks();
watchOwner();
followMe();
watchUpdates();
watchTooOld();
watchInstall();
watchTabs();
// Where it cannot be drawn, the start is white: nothing to tell anybody.
void drawIosSplash().catch(() => undefined);
// A phone that has marked before will do so again, and only students register: the models load while they type.
if (hasDeviceId() || location.pathname === '/register') warmFace();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
const app = createRoot(root);
// Nothing is drawn in one language to be drawn again in another.
void startPreferences().then(() =>
  app.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toaster />
        <UpdatePrompt />
        <StepUpOutlet />
        <TooOldScreen />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
