import { bad, type Finding, good, warn } from './finding.ts';

// Modules of one function, as bytes: `() => {}` and `() => i32x4.splat …`, the second valid with SIMD only. The latter is
// the probe of https://github.com/GoogleChromeLabs/wasm-feature-detect (simd).
const plain = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 4, 1, 2, 0, 11];
const simd = [
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0],
  ...[65, 0, 253, 15, 253, 98, 11],
];

/** Whether face recognition can run here at all, and fast. */
export async function checkWasm(): Promise<Finding<'wasm'>> {
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
