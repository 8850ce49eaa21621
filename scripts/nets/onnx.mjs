/**
 * Reads as much of ONNX as the face nets need: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, in the wire
 * format of https://protobuf.dev/programming-guides/encoding/.
 *
 * @typedef {{shape: number[], values: Float32Array}} Weights float32, in the file's own order
 * @typedef {{op: string, inputs: string[], outputs: string[], attributes: Record<string, number | number[]>}} Node
 * @typedef {{nodes: Node[], weights: Map<string, Weights>}} Graph
 * @typedef {{field: number, value: number | Buffer}} Entry
 */

const ENDS = 'The ONNX file ends in the middle.';

/**
 * The nodes in running order and the constant tensors by name.
 * @param {Buffer} file
 * @returns {Graph}
 */
export function readOnnx(file) {
  const graph = bytesOf(readFields(file).find(({ field }) => field === 7));
  /** @type {Graph} */
  const read = { nodes: [], weights: new Map() };
  for (const entry of readFields(graph)) {
    if (entry.field === 1) read.nodes.push(readNode(bytesOf(entry)));
    if (entry.field === 5) readWeights(bytesOf(entry), read.weights);
  }
  return read;
}

/**
 * @param {Buffer} bytes
 * @returns {Node}
 */
function readNode(bytes) {
  const fields = readFields(bytes);
  const texts = (/** @type {number} */ wanted) => fields.filter(({ field }) => field === wanted).map(textOf);
  const attributes = fields.filter(({ field }) => field === 5).map((entry) => readAttribute(bytesOf(entry)));
  return { inputs: texts(1), outputs: texts(2), op: texts(4)[0] ?? '', attributes: Object.fromEntries(attributes) };
}

/**
 * @param {Buffer} bytes
 * @returns {[string, number | number[]]}
 */
function readAttribute(bytes) {
  const fields = readFields(bytes);
  const name = fields.filter(({ field }) => field === 1).map(textOf)[0] ?? '';
  const float = fields.find(({ field }) => field === 2);
  if (float) return [name, bytesOf(float).readFloatLE()];
  const whole = fields.find(({ field }) => field === 3);
  return [name, whole ? Number(whole.value) : fields.filter(({ field }) => field === 8).flatMap(numbersOf)];
}

/**
 * @param {Buffer} bytes
 * @param {Map<string, Weights>} weights
 */
function readWeights(bytes, weights) {
  const fields = readFields(bytes);
  const isFloat = fields.some(({ field, value }) => field === 2 && value === 1);
  const raw = fields.find(({ field }) => field === 9);
  // The others are shapes, which every step knows anyway.
  if (!isFloat || !raw) return;
  const data = bytesOf(raw);
  const values = Float32Array.from({ length: data.length / 4 }, (_, index) => data.readFloatLE(index * 4));
  const shape = fields.filter(({ field }) => field === 1).flatMap(numbersOf);
  weights.set(fields.filter(({ field }) => field === 8).map(textOf)[0] ?? '', { shape, values });
}

/**
 * @param {Buffer} bytes
 * @returns {Entry[]}
 */
function readFields(bytes) {
  /** @type {Entry[]} */
  const fields = [];
  const at = { offset: 0 };
  while (at.offset < bytes.length) {
    const key = readVarint(bytes, at);
    const [field, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) {
      fields.push({ field, value: readVarint(bytes, at) });
      continue;
    }
    const length = wire === 2 ? readVarint(bytes, at) : { 1: 8, 5: 4 }[wire];
    if (length === undefined) throw new TypeError(`The ONNX file has an entry of wire type ${wire}.`);
    const start = at.offset;
    at.offset += length;
    if (at.offset > bytes.length) throw new TypeError(ENDS);
    fields.push({ field, value: bytes.subarray(start, at.offset) });
  }
  return fields;
}

/**
 * Seven bits a byte, the lowest first. Negative numbers, which none of the used fields has, come out as large ones.
 * @param {Buffer} bytes
 * @param {{offset: number}} at
 */
function readVarint(bytes, at) {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at.offset++];
    if (byte === undefined) throw new TypeError(ENDS);
    value += (byte % 128) * scale;
    if (byte < 128) return value;
  }
}

/** @param {Entry | undefined} entry */
function bytesOf(entry) {
  if (!entry || typeof entry.value === 'number') throw new TypeError('The ONNX file is of another shape.');
  return entry.value;
}

/** @param {Entry} entry */
function textOf(entry) {
  return bytesOf(entry).toString('utf8');
}

/**
 * One number, or several packed together.
 * @param {Entry} entry
 */
function numbersOf({ value }) {
  if (typeof value === 'number') return [value];
  const numbers = [];
  const at = { offset: 0 };
  while (at.offset < value.length) numbers.push(readVarint(value, at));
  return numbers;
}
