import { useEffect, useRef } from 'react';

/** Long enough for a closing dialog to give the focus back to its button, if that is still there. */
const SETTLE_MS = 100;

/**
 * A decision takes its own button away, and the focus with it to the top of the page. This gives the focus to the
 * element with the returned ref when a change of `content` has left it nowhere.
 */
export function useFocusKept(content: unknown) {
  const element = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);

  useEffect(() => {
    const remember = (event: FocusEvent) => {
      const { target } = event;
      if (!(target instanceof Element)) return;
      // A dialog lies outside of the element that opened it.
      hadFocus.current = Boolean(element.current?.contains(target) || target.closest('[role="dialog"]'));
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the content has changed
  useEffect(() => {
    const timer = setTimeout(() => {
      if (hadFocus.current && document.activeElement === document.body) element.current?.focus();
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [content]);

  return element;
}
