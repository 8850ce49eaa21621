type Page = EventTarget & { readonly visibilityState: DocumentVisibilityState };

/** Time in which the page was seen: a capture does not run out of it while the phone is in a pocket. */
type VisibleClock = {
  /** Milliseconds since the clock was made, without the time the page was hidden. */
  now(): number;
  /** Aborts after so many milliseconds of a visible page. */
  deadline(milliseconds: number): AbortSignal;
  stop(): void;
};

export function startVisibleClock(page: Page | null = typeof document === 'undefined' ? null : document): VisibleClock {
  const ended = new AbortController();
  let seen = 0;
  let shownAt: number | null = page?.visibilityState === 'hidden' ? null : performance.now();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let endsAt = Number.POSITIVE_INFINITY;

  const now = () => seen + (shownAt === null ? 0 : performance.now() - shownAt);

  function wind() {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (shownAt === null || endsAt === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(() => ended.abort(new DOMException('The time is over.', 'TimeoutError')), endsAt - now());
  }
  function turn() {
    seen = now();
    shownAt = page?.visibilityState === 'hidden' ? null : performance.now();
    wind();
  }
  page?.addEventListener('visibilitychange', turn);
  return {
    now,
    deadline(milliseconds) {
      endsAt = now() + milliseconds;
      wind();
      return ended.signal;
    },
    stop() {
      page?.removeEventListener('visibilitychange', turn);
      endsAt = Number.POSITIVE_INFINITY;
      wind();
    },
  };
}
