type Page = EventTarget & { readonly visibilityState: DocumentVisibilityState };

/** How long a hidden page keeps its camera, dark: who looks at a message comes back sooner. Milliseconds. */
export const REST_MS = 30_000;

/**
 * Darkens the camera of a hidden page, as iOS does by itself.
 * @returns what ends it
 */
export function restWhenHidden(
  track: { enabled: boolean },
  { onBack, onTooLong }: { onBack: () => void; onTooLong: () => void },
  page: Page | null = typeof document === 'undefined' ? null : document,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function turn() {
    clearTimeout(timer);
    const isHidden = page?.visibilityState === 'hidden';
    track.enabled = !isHidden;
    if (isHidden) timer = setTimeout(onTooLong, REST_MS);
    else onBack();
  }
  if (page?.visibilityState === 'hidden') turn();
  page?.addEventListener('visibilitychange', turn);
  return () => {
    clearTimeout(timer);
    page?.removeEventListener('visibilitychange', turn);
  };
}
