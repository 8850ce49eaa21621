import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { useLanguage } from '#lib/i18n.ts';
import { languages } from '#lib/languages.ts';

/** From here on the navigation stands beside the page. */
const wide = window.matchMedia('(min-width: 64rem)');

const belowHeader = 'calc(4rem + env(safe-area-inset-top))';
const SHOWN_MS = 3_000;

function watchWidth(onChange: () => void) {
  wide.addEventListener('change', onChange);
  return () => wide.removeEventListener('change', onChange);
}

/** Shows each of the messages once, in their order. */
export function ToastOutlet({ messages }: { messages: readonly string[] }) {
  const isWide = useSyncExternalStore(watchWidth, () => wide.matches);
  const { dir } = languages[useLanguage()];
  const shown = useRef(0);
  useEffect(() => {
    for (const message of messages.slice(shown.current)) toast.success(message);
    shown.current = messages.length;
  }, [messages]);
  return (
    <Sonner
      theme="system"
      dir={dir}
      // On a phone the thumb's navigation is below, on a laptop the heading above.
      position={isWide ? (dir === 'rtl' ? 'bottom-left' : 'bottom-right') : 'top-center'}
      {...(isWide ? {} : { offset: { top: belowHeader }, mobileOffset: { top: belowHeader } })}
      duration={SHOWN_MS}
      // What lies under it can be tapped all the same.
      toastOptions={{
        classNames: { toast: '!bg-surface !text-ink !border-line !rounded-2xl !text-base !pointer-events-none' },
      }}
    />
  );
}
