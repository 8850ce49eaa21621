/** What can be wrong with each part; the words of each lie in the catalogue under the same names. */
type Whys = {
  secure: 'insecure';
  server: 'unreachable' | 'unwell';
  clock: 'unknown' | 'skewed';
  storage: 'blocked' | 'full' | 'little' | 'cleared';
  wasm: 'outdated' | 'missing' | 'blocked' | 'no_worker' | 'slow';
  app: 'no_worker' | 'untrusted' | 'failed' | 'not_yet' | 'stale';
  camera: 'denied' | 'absent' | 'busy' | 'insecure' | 'dark';
  position: 'denied' | 'unavailable' | 'rough';
  model: 'unsupported' | 'offline' | 'corrupt' | 'crashed' | 'unseen' | 'differs' | 'partial' | 'slow';
};

export type Part = keyof Whys;
export type Why<P extends Part = Part> = { [K in P]: `${K}.${Whys[K]}` }[P];

/** In the order of the page: what others need comes first. */
export const parts: readonly Part[] = [
  'secure',
  'server',
  'clock',
  'storage',
  'wasm',
  'app',
  'camera',
  'position',
  'model',
];

/**
 * `warn`: works, with a drawback. `fact` is a measurement for the page and the report; never a name, a place or anything
 * else of the person.
 */
export type Finding<P extends Part = Part> =
  | { kind: 'waiting' }
  | { kind: 'looking' }
  | { kind: 'good'; fact?: string }
  | { kind: 'warn' | 'bad'; why: Why<P>; fact?: string };

export const good = (fact?: string) => ({ kind: 'good' as const, ...(fact === undefined ? {} : { fact }) });

export function warn<P extends Part>(why: Why<P>, fact?: string): Finding<P> {
  return { kind: 'warn', why, ...(fact === undefined ? {} : { fact }) };
}

export function bad<P extends Part>(why: Why<P>, fact?: string): Finding<P> {
  return { kind: 'bad', why, ...(fact === undefined ? {} : { fact }) };
}
