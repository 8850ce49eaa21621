import { useSyncExternalStore } from 'react';
import { Toaster as Sonner, toast } from 'sonner';

/** From here on the navigation stands beside the page. */
const wide = window.matchMedia('(min-width: 64rem)');

const belowHeader = 'calc(4rem + env(safe-area-inset-top))';
const SHOWN_MS = 3_000;

function watchWidth(onChange: () => void) {
  wide.addEventListener('change', onChange);
  return () => wide.removeEventListener('change', onChange);
}

/** Where short confirmations appear; mounted once. */
export function Toaster() {
  const isWide = useSyncExternalStore(watchWidth, () => wide.matches);
  return (
    <Sonner
      theme="system"
      // On a phone the thumb's navigation is below, on a laptop the heading above.
      position={isWide ? 'bottom-right' : 'top-center'}
      {...(isWide ? {} : { offset: { top: belowHeader }, mobileOffset: { top: belowHeader } })}
      duration={SHOWN_MS}
      // What lies under it can be tapped all the same.
      toastOptions={{
        classNames: { toast: '!bg-surface !text-ink !border-line !rounded-2xl !text-base !pointer-events-none' },
      }}
    />
  );
}

/** For what has been done and needs no answer. Refusals belong beside what was refused. */
export function showToast(message: string): void {
  toast.success(message);
}
