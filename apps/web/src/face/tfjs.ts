/**
 * What the nets need of tfjs, and nothing more. `vite.config.ts` puts this file in the place of the whole
 * library where face-api imports it; a net that needs another operation fails at its first frame.
 */
import '@tensorflow/tfjs-core/dist/public/chained_ops/as1d.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/as2d.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/as3d.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/as4d.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/div.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/expand_dims.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/mean.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/mul.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/reshape.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/slice.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/sub.js';

export {
  add,
  avgPool,
  cast,
  concat,
  conv2d,
  div,
  env,
  expandDims,
  fill,
  fused,
  io,
  matMul,
  maxPool,
  mean,
  mul,
  pad,
  relu,
  reshape,
  scalar,
  separableConv2d,
  setBackend,
  sigmoid,
  slice,
  softmax,
  stack,
  sub,
  Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tensor3d,
  tensor4d,
  tidy,
  transpose,
  unstack,
  Variable,
  zeros,
} from '@tensorflow/tfjs-core';
