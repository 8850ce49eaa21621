import '#lib/zod-without-eval.ts';
import './ui/theme.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { UpdatePrompt, watchUpdates } from '#features/account/app-update.tsx';
import { hasDeviceId } from '#features/enrolment/device-id.ts';
import { warmFace } from '#features/enrolment/warm-face.ts';
import { watchSignedOut } from '#features/sign-in/me.ts';
import { queryClient } from '#lib/query-client.ts';
import { Toaster } from '#ui/toast.tsx';
import { router } from './routes.tsx';

watchSignedOut();
watchUpdates();
// A phone that has marked before will do so again: the models load while its owner signs in.
if (hasDeviceId()) warmFace();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toaster />
      <UpdatePrompt />
    </QueryClientProvider>
  </StrictMode>,
);
