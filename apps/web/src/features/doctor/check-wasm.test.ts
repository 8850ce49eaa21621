import { afterEach, expect, it, vi } from 'vitest';
import { checkWasm } from './check-wasm.ts';

class FakeWorker {}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('finds a browser of today able', async () => {
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('OffscreenCanvas', FakeWorker);
  expect(await checkWasm()).toEqual({ kind: 'good', fact: 'SIMD' });
});

it.each([
  ['Promise.withResolvers', Promise, 'withResolvers'],
  ['AbortSignal.any', AbortSignal, 'any'],
  ['Map.groupBy', Map, 'groupBy'],
])('says that a browser without %s is too old', async (fact, owner, name) => {
  const before = Reflect.get(owner, name);
  Reflect.deleteProperty(owner, name);
  try {
    expect(await checkWasm()).toEqual({ kind: 'bad', why: 'wasm.outdated', fact });
  } finally {
    Object.defineProperty(owner, name, { value: before, configurable: true, writable: true });
  }
});
