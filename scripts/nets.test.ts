import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveNet } from './nets/derive-net.mjs';
import { readOnnx } from './nets/onnx.mjs';
import { toHalf } from './nets/to-half.mjs';
import { root } from './run.mjs';

const { resolve } = createRequire(path.join(root, 'apps/web/package.json'));
const eye = readFileSync(
  path.join(path.dirname(resolve('faceplugin-face-recognition-js/package.json')), 'model/fr_eye.onnx'),
);

describe('reading ONNX', () => {
  it('gives the nodes in their order and the weights by name', () => {
    const { nodes, weights } = readOnnx(eye);
    expect(nodes.slice(0, 2)).toMatchObject([
      { op: 'Conv', inputs: ['input', '156', '157'], attributes: { group: 1, strides: [1, 1], pads: [0, 0, 0, 0] } },
      { op: 'Relu' },
    ]);
    expect(weights.get('last_conv.weight')?.shape).toEqual([2, 128, 3, 3]);
    expect(weights.get('last_conv.weight')?.values).toHaveLength(2 * 128 * 9);
  });

  it.each([1, 10, 1000, eye.length - 1])('refuses a file that ends after %i bytes', (length) => {
    expect(() => deriveNet(eye.subarray(0, length), { isHalf: false })).toThrow(TypeError);
  });
});

describe('deriving a net', () => {
  const { graph, weights } = deriveNet(eye, { isHalf: false });
  const { steps, weights: specs } = JSON.parse(graph);

  it('joins a convolution with what follows it and leaves the shapes out', () => {
    expect(steps[0]).toMatchObject({ op: 'conv', from: [0], stride: 1, pad: 0, activation: 'relu' });
    expect(steps.filter(({ op }: { op: string }) => op === 'max_pool')).toHaveLength(4);
    expect(steps.at(-1)).toEqual({ op: 'flatten', from: [steps.length - 1] });
  });

  it('lists weights whose bytes are exactly those of the file', () => {
    const count = specs.reduce(
      (sum: number, { shape }: { shape: number[] }) => sum + shape.reduce((product, side) => product * side, 1),
      0,
    );
    expect(weights).toHaveLength(count * 4);
    expect(deriveNet(eye, { isHalf: true }).weights).toHaveLength(count * 2);
  });

  it('puts the channels last, as tfjs wants them', () => {
    const first = readOnnx(eye).weights.get('156');
    const at = specs.findIndex(({ shape }: { shape: number[] }) => shape.join() === '3,3,1,8');
    const before = specs
      .slice(0, at)
      .reduce((sum: number, { shape }: { shape: number[] }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    // Row 1, column 2, channel 0, filter 5.
    expect(weights.readFloatLE((before + (1 * 3 + 2) * 8 + 5) * 4)).toBe(first?.values[5 * 9 + 1 * 3 + 2]);
  });
});

describe('float16', () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65_504, 0x7bff],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -26, 0x0000],
    // Exactly between two neighbours: the even one.
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    // Rounded up into the next exponent.
    [2 - 2 ** -12, 0x4000],
  ])('writes %f as its nearest', (value, bits) => {
    expect(toHalf(Float32Array.of(value)).readUInt16LE()).toBe(bits);
  });

  it.each([65_520, Number.POSITIVE_INFINITY, Number.NaN])('refuses %f', (value) => {
    expect(() => toHalf(Float32Array.of(value))).toThrow('does not fit');
  });
});
