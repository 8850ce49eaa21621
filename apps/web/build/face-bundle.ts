import { fileURLToPath } from 'node:url';

const face = (name: string) => fileURLToPath(new URL(`../src/face/${name}`, import.meta.url));

/**
 * face-api's `esm-nobundle` build asks for the whole of tfjs with three backends. The app ships the operations and
 * kernels its nets use, on wasm without threads.
 */
export const faceAliases = [
  { find: '@tensorflow/tfjs/dist/index.js', replacement: face('tfjs.ts') },
  { find: '@tensorflow/tfjs-backend-webgl/dist/index.js', replacement: face('tfjs-absent.ts') },
  { find: '@tensorflow/tfjs-backend-wasm/dist/index.js', replacement: face('tfjs-absent.ts') },
  { find: /^\.\.\/wasm-out\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/, replacement: face('tfjs-absent.ts') },
];
