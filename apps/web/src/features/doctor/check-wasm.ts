import { bad, type Finding, good, warn } from './finding.ts';

// Modules of one function, as bytes: `() => {}` and `() => i32x4.splat …`, the second valid with SIMD only. The latter is
// the probe of https://github.com/GoogleChromeLabs/wasm-feature-detect (simd).
const plain = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 4, 1, 2, 0, 11];
const simd = [
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0],
  ...[65, 0, 253, 15, 253, 98, 11],
];

/** What the app asks of the language; the youngest came with Chrome 119, Firefox 124 and Safari 17.4. */
const wanted = [
  ['Promise.withResolvers', () => Promise.withResolvers],
  ['AbortSignal.any', () => AbortSignal.any],
  ['Map.groupBy', () => Map.groupBy],
] as const;

/** Whether the app and face recognition can run here at all, and fast. */
export async function checkWasm(): Promise<Finding<'wasm'>> {
  const missing = wanted.flatMap(([name, get]) => (typeof get() === 'function' ? [] : [name]));
  if (missing.length > 0) return bad<'wasm'>('wasm.outdated', missing.join(', '));
  if (typeof WebAssembly !== 'object') return bad<'wasm'>('wasm.missing');
  try {
    await WebAssembly.instantiate(new Uint8Array(plain));
  } catch {
    // A policy of the page, the school's network filter or a lockdown mode forbids it.
    return bad<'wasm'>('wasm.blocked');
  }
  const canWork = typeof Worker === 'function' && typeof OffscreenCanvas === 'function';
  if (!canWork) return bad<'wasm'>('wasm.no_worker');
  return WebAssembly.validate(new Uint8Array(simd)) ? good('SIMD') : warn<'wasm'>('wasm.slow');
}
