import * as tf from './tfjs.ts';

/** Value 0 is the input, the step at index n makes value n + 1; the last one is the output. */
type Step = { from: number[] } & (
  | {
      op: 'conv' | 'depthwise';
      kernel: string;
      bias?: string;
      stride: number;
      pad: number;
      activation: 'linear' | 'relu' | 'prelu';
      slopes?: string;
    }
  | { op: 'max_pool'; size: number; stride: number; pad: number }
  | { op: 'dense'; kernel: string; bias?: string }
  | { op: 'add' | 'multiply' | 'sigmoid' | 'mean' | 'flatten' }
);

/** What `scripts/nets/derive-net.mjs` makes of an ONNX file. */
type GraphFile = { steps: Step[]; weights: tf.io.WeightsManifestEntry[] };

export type Graph = {
  /**
   * Runs the net once.
   * @param values of one picture: rows of pixels of channels
   * @param shape height, width, channels
   * @param pause awaited between steps, so that a first, slow run lets others have their turn
   */
  run(values: Float32Array, shape: [number, number, number], pause?: () => Promise<void>): Promise<Float32Array>;
  /** Frees the weights. */
  dispose(): void;
};

const EMPTY = new ArrayBuffer(0);

/** Weights into tensors, once. The wasm backend runs, and both files have their SHA-256 of the manifest. */
export function openGraph(json: ArrayBuffer = EMPTY, bytes: ArrayBuffer = EMPTY): Graph {
  // Checked by its hash, so its shape is known.
  const { steps, weights } = JSON.parse(new TextDecoder().decode(json)) as GraphFile;
  const tensors = tf.io.decodeWeights(bytes, weights);
  const lastUse = findLastUses(steps);

  function getWeights(name: string): tf.Tensor {
    const tensor = tensors[name];
    if (!tensor) throw new TypeError(`No weights ${name} in this net.`);
    return tensor;
  }

  return {
    async run(input, shape, pause) {
      const values = [tf.tensor4d(input, [1, ...shape])];
      try {
        for (const [index, step] of steps.entries()) {
          values.push(tf.tidy(() => take(step, values, getWeights)));
          for (const used of step.from) if (lastUse[used] === index) values[used]?.dispose();
          await pause?.();
        }
        const output = await values.at(-1)?.data();
        if (output instanceof Float32Array) return output.slice();
        throw new TypeError('A net answered with something else than numbers.');
      } finally {
        for (const value of values) value.dispose();
      }
    },
    dispose() {
      for (const tensor of Object.values(tensors)) tensor.dispose();
    },
  };
}

function take(step: Step, values: readonly tf.Tensor[], getWeights: (name: string) => tf.Tensor): tf.Tensor4D {
  const [x, y] = step.from.map((index) => getValue(values, index));
  const find = (name: string | undefined) => (name === undefined ? undefined : getWeights(name));
  if (!x) throw new TypeError(`Nothing to ${step.op}.`);
  switch (step.op) {
    case 'conv':
    case 'depthwise':
      return (step.op === 'conv' ? tf.fused.conv2d : tf.fused.depthwiseConv2d)({
        x,
        filter: getWeights(step.kernel) as tf.Tensor4D,
        strides: step.stride,
        pad: step.pad,
        // Pictures of even size and strides of 2: the last row is left out, as ONNX does.
        dimRoundingMode: 'floor',
        activation: step.activation,
        ...(step.bias !== undefined && { bias: getWeights(step.bias) }),
        ...(step.slopes !== undefined && { preluActivationWeights: getWeights(step.slopes) }),
      });
    case 'max_pool':
      return tf.maxPool(x, step.size, step.stride, step.pad, 'floor');
    case 'mean':
      return tf.mean(x, [1, 2], true);
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'flatten':
      return tf.reshape(x, [1, 1, 1, x.size]);
    case 'dense': {
      const product = tf.matMul(tf.reshape(x, [1, x.size]), getWeights(step.kernel) as tf.Tensor2D);
      const bias = find(step.bias);
      return tf.reshape(bias ? tf.add(product, bias) : product, [1, 1, 1, product.size]);
    }
    default:
      if (!y) throw new TypeError(`Nothing to ${step.op} to.`);
      return step.op === 'add' ? tf.add(x, y) : tf.mul(x, y);
  }
}

function getValue(values: readonly tf.Tensor[], index: number): tf.Tensor4D {
  const value = values[index];
  if (value?.rank !== 4) throw new TypeError(`Value ${index} of a net is missing.`);
  return value as tf.Tensor4D;
}

/** By value: the step after which nobody needs it. */
function findLastUses(steps: readonly Step[]): number[] {
  const lastUse: number[] = [];
  for (const [index, { from }] of steps.entries()) for (const used of from) lastUse[used] = index;
  return lastUse;
}
