/**
 * float16 in little-endian bytes, rounded to the nearest, ties to even (IEEE 754 binary16).
 * @param {Float32Array} values all finite and below 65,504
 */
export function toHalf(values) {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(halfOf(value), index * 2);
  return bytes;
}

/** @param {number} value */
function halfOf(value) {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (!(size < 65_520)) throw new RangeError(`${value} does not fit into 16 bits.`);
  // Below 2^-14 the steps stay as wide as there.
  const exponent = Math.max(-14, size === 0 ? -14 : Math.floor(Math.log2(size)));
  const steps = roundToEven(size / 2 ** (exponent - 10));
  // A mantissa rounded up to 2048 carries into the exponent by itself.
  return sign + (exponent + 14) * 1024 + steps;
}

/** @param {number} value */
function roundToEven(value) {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
