const windowMs = 10_000;
const mostInWindow = 40;

/** Whether a socket may say one more thing; a page says a few when it opens. */
export function limitMessages(now: () => number): () => boolean {
  let from = 0;
  let count = 0;
  return () => {
    if (now() - from > windowMs) {
      from = now();
      count = 0;
    }
    count += 1;
    return count <= mostInWindow;
  };
}
