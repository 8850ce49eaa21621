/**
 * Passes rows on and says at the end how many there were, also where whoever takes them stops half way.
 * @param onEnd told once; `isWhole` is false where it was broken off
 */
export async function* countSent<T>(
  rows: AsyncIterable<T>,
  onEnd: (rows: number, isWhole: boolean) => Promise<void>,
): AsyncGenerator<T> {
  let sent = 0;
  let isWhole = false;
  try {
    for await (const row of rows) {
      sent += 1;
      yield row;
    }
    isWhole = true;
  } finally {
    await onEnd(sent, isWhole);
  }
}
