type Page = EventTarget & { readonly visibilityState: DocumentVisibilityState };

/** How long a hidden page keeps its models in memory: longer than its camera. Milliseconds. */
export const SLEEP_MS = 60_000;

/**
 * Tells when a page is hidden, has been so for long, and is seen again.
 * @returns what ends it
 */
export function sleepWhenHidden(
  { onHidden, onLong, onBack }: { onHidden: () => void; onLong: () => void; onBack: () => void },
  page: Page | null = typeof document === 'undefined' ? null : document,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function turn() {
    clearTimeout(timer);
    if (page?.visibilityState !== 'hidden') return onBack();
    onHidden();
    timer = setTimeout(onLong, SLEEP_MS);
  }
  page?.addEventListener('visibilitychange', turn);
  return () => {
    clearTimeout(timer);
    page?.removeEventListener('visibilitychange', turn);
  };
}
