import { lazy, Suspense } from 'react';
import { create } from 'zustand';

/** All of this page, oldest first. */
const useToasts = create<{ messages: readonly string[] }>(() => ({ messages: [] }));

/** Fetched with the first message: few screens have any. */
const ToastOutlet = lazy(async () => ({ default: (await import('./toast-outlet.tsx')).ToastOutlet }));

/** Where short confirmations appear; mounted once. */
export function Toaster() {
  const { messages } = useToasts();
  if (messages.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <ToastOutlet messages={messages} />
    </Suspense>
  );
}

/** For what has been done and needs no answer. Refusals belong beside what was refused. */
export function showToast(message: string): void {
  useToasts.setState(({ messages }) => ({ messages: [...messages, message] }));
}
