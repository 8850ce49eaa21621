/**
 * Turns an ONNX graph into what `apps/web/src/face/run-graph.ts` runs: a list of steps over numbered values (0 is the
 * input, step n makes value n + 1) and one file of weights in tfjs's order (height, width, in, out).
 *
 * @typedef {import('./onnx.mjs').Weights} Weights
 * @typedef {import('./onnx.mjs').Node} Node
 * @typedef {{op: string, from: number[], [detail: string]: unknown}} Step
 */
import { readOnnx } from './onnx.mjs';
import { toHalf } from './to-half.mjs';

/** Only compute shapes; every flattening here goes from 1 × 1 pictures to a row. */
const bookkeeping = new Set(['Shape', 'Constant', 'Gather', 'Unsqueeze', 'Concat']);

/**
 * @param {Buffer} file ONNX
 * @param {{isHalf: boolean}} options `isHalf`: weights as float16, half the bytes
 * @returns {{graph: string, weights: Buffer}} JSON and the bytes it describes; the same for the same file, always
 */
export function deriveNet(file, { isHalf }) {
  const { nodes, weights } = readOnnx(file);
  /** @type {Step[]} */
  const steps = [];
  /** @type {{name: string, shape: number[], dtype: string, quantization?: object}[]} */
  const specs = [];
  /** @type {Buffer[]} */
  const data = [];
  const values = new Map([['input', 0]]);

  /** @param {Weights} tensor */
  function keep({ shape, values: numbers }) {
    const name = `w${specs.length}`;
    const quantization = { dtype: 'float16', original_dtype: 'float32' };
    specs.push({ name, shape, dtype: 'float32', ...(isHalf && { quantization }) });
    data.push(isHalf ? toHalf(numbers) : Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    return name;
  }
  /** @param {string | undefined} name */
  function weightsOf(name) {
    const found = weights.get(name ?? '');
    if (!found) throw new TypeError(`The ONNX file has no weights ${name}.`);
    return found;
  }
  /** @param {Node} node */
  function inputsOf({ inputs }) {
    return inputs.filter((name) => !weights.has(name)).map((name) => values.get(name) ?? -1);
  }
  /**
   * @param {Node} node
   * @param {Step} step
   */
  function add(node, step) {
    if (step.from.includes(-1)) throw new TypeError(`${node.op} needs a value that no step makes.`);
    steps.push(step);
    values.set(node.outputs[0] ?? '', steps.length);
  }

  for (let at = 0; at < nodes.length; at++) {
    const node = /** @type {Node} */ (nodes[at]);
    if (bookkeeping.has(node.op)) continue;
    const from = inputsOf(node).slice(0, node.op === 'Reshape' ? 1 : undefined);
    if (node.op === 'Conv') {
      const next = nodes[at + 1];
      const isFused = next !== undefined && ['Relu', 'PRelu'].includes(next.op) && next.inputs[0] === node.outputs[0];
      if (isFused) at++;
      const slopes = next?.op === 'PRelu' && isFused ? { slopes: keep(flatten(weightsOf(next.inputs[1]))) } : {};
      const activation = isFused ? next.op.toLowerCase() : 'linear';
      add(isFused ? next : node, { ...convolve(node, from), activation, ...slopes });
    } else if (node.op === 'MatMul') {
      const norm = nodes[at + 1]?.op === 'BatchNormalization' ? nodes[++at] : null;
      add(norm ?? node, { op: 'dense', from, ...normalise(weightsOf(node.inputs[1]), norm ?? null) });
    } else if (node.op === 'MaxPool') {
      const { kernel_shape: size, strides, pads } = node.attributes;
      add(node, { op: 'max_pool', from, size: same(size), stride: same(strides), pad: same(pads) });
    } else {
      const op = { Add: 'add', Mul: 'multiply', Sigmoid: 'sigmoid', GlobalAveragePool: 'mean', Reshape: 'flatten' }[
        node.op
      ];
      if (!op) throw new TypeError(`No step is known for ${node.op}.`);
      add(node, { op, from });
    }
  }
  return { graph: `${JSON.stringify({ steps, weights: specs })}\n`, weights: Buffer.concat(data) };

  /**
   * @param {Node} node
   * @param {number[]} from
   * @returns {Step}
   */
  function convolve({ inputs, attributes }, from) {
    const kernel = weightsOf(inputs[1]);
    const [, within = 0] = kernel.shape;
    const isDepthwise = attributes.group !== 1;
    if (isDepthwise && within !== 1) throw new TypeError('A convolution in groups of several channels.');
    if (same(attributes.dilations) !== 1) throw new TypeError('A convolution with holes.');
    const bias = inputs[2] === undefined ? {} : { bias: keep(weightsOf(inputs[2])) };
    return {
      op: isDepthwise ? 'depthwise' : 'conv',
      from,
      kernel: keep(reorder(kernel, isDepthwise ? [2, 3, 0, 1] : [2, 3, 1, 0])),
      ...bias,
      stride: same(attributes.strides),
      pad: same(attributes.pads),
    };
  }

  /**
   * A batch normalisation after a product is another product with a sum.
   * @param {Weights} matrix in × out
   * @param {Node | null} norm
   */
  function normalise(matrix, norm) {
    if (!norm) return { kernel: keep(matrix) };
    const [, scale, shift, mean, variance] = norm.inputs.map((name) => weights.get(name)?.values);
    const epsilon = Number(norm.attributes.epsilon);
    const columns = matrix.shape[1] ?? 0;
    const factors = Float64Array.from({ length: columns }, (_, column) => {
      return Number(scale?.[column]) / Math.sqrt(Number(variance?.[column]) + epsilon);
    });
    const kernel = matrix.values.map((value, index) => value * Number(factors[index % columns]));
    const bias = Float32Array.from(factors, (factor, column) => {
      return Number(shift?.[column]) - Number(mean?.[column]) * factor;
    });
    return { kernel: keep({ ...matrix, values: kernel }), bias: keep({ shape: [columns], values: bias }) };
  }
}

/**
 * All entries of these attributes are one number in these graphs; tfjs takes no other padding.
 * @param {number | number[] | undefined} values
 */
function same(values) {
  const [first, ...others] = [values].flat();
  if (first === undefined || others.some((value) => value !== first)) throw new TypeError('Uneven sides.');
  return first;
}

/** @param {Weights} tensor */
function flatten({ values }) {
  return { shape: [values.length], values };
}

/**
 * @param {Weights} tensor of four dimensions
 * @param {[number, number, number, number]} order which old dimension stands where
 * @returns {Weights}
 */
function reorder({ shape, values }, order) {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  const [a = 0, b = 0, c = 0, d = 0] = order.map((axis) => shape[axis]);
  const [sa = 0, sb = 0, sc = 0, sd = 0] = order.map((axis) => strides[axis]);
  const moved = new Float32Array(values.length);
  let at = 0;
  for (let i = 0; i < a; i++)
    for (let j = 0; j < b; j++)
      for (let k = 0; k < c; k++)
        for (let l = 0; l < d; l++) moved[at++] = values[i * sa + j * sb + k * sc + l * sd] ?? Number.NaN;
  return { shape: [a, b, c, d], values: moved };
}
