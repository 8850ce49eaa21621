import { expect, it } from 'vitest';
import {
  deriveSchoolKey,
  deriveTemplateKey,
  makeDataKey,
  openDescriptor,
  type Seat,
  sealDescriptor,
  unwrapDataKey,
  unwrapWithoutVault,
  wrapDataKey,
} from './seal-descriptor.ts';

const master = { version: 1, key: Buffer.alloc(32, 9) };
const seat: Seat = { schoolId: 'school', personId: 'person', part: 'shot:0', model: 'm' };
const numbers = Float32Array.from([0.125, -1.5, 3.25]);

it('opens what it sealed, as nonce, float32 little endian and tag', () => {
  const dataKey = makeDataKey();
  const sealed = sealDescriptor(dataKey, numbers, seat);
  expect(sealed).toHaveLength(12 + 3 * 4 + 16);
  expect(openDescriptor(dataKey, sealed, seat)).toEqual(numbers);
  expect(sealed.includes(Buffer.from(numbers.buffer))).toBe(false);
});

it.each<[string, Partial<Seat>]>([
  ['person', { personId: 'another' }],
  ['school', { schoolId: 'another' }],
  ['shot', { part: 'shot:1' }],
  ['part', { part: 'probe' }],
  ['model', { model: 'another' }],
])('does not open under another %s', (_, change) => {
  const dataKey = makeDataKey();
  const sealed = sealDescriptor(dataKey, numbers, seat);
  expect(() => openDescriptor(dataKey, sealed, { ...seat, ...change })).toThrow();
});

it('does not open with one bit changed, another key, or cut short', () => {
  const dataKey = makeDataKey();
  const sealed = sealDescriptor(dataKey, numbers, seat);
  const changed = Buffer.from(sealed);
  changed.writeUInt8(changed.readUInt8(14) ^ 1, 14);
  expect(() => openDescriptor(dataKey, changed, seat)).toThrow();
  expect(() => openDescriptor(makeDataKey(), sealed, seat)).toThrow();
  expect(() => openDescriptor(dataKey, sealed.subarray(0, 20), seat)).toThrow();
  expect(() => openDescriptor(dataKey, Buffer.alloc(0), seat)).toThrow();
});

const holder = { schoolId: 'school', personId: 'person', templateId: 'template' };
const secret = Buffer.alloc(32, 3);

it('wraps a data key for one template of one person of one school, under one master key and one secret', () => {
  const keyFor = (change: Partial<typeof holder> = {}, version = 1, half = secret) =>
    deriveTemplateKey(deriveSchoolKey({ ...master, version }, change.schoolId ?? 'school'), half, {
      ...holder,
      ...change,
    });
  const dataKey = makeDataKey();
  const wrapped = wrapDataKey(keyFor(), dataKey, holder);
  expect(unwrapDataKey(keyFor(), wrapped, holder)).toEqual(dataKey);
  for (const change of [{ schoolId: 'another' }, { personId: 'another' }, { templateId: 'another' }]) {
    expect(() => unwrapDataKey(keyFor(), wrapped, { ...holder, ...change })).toThrow();
    expect(() => unwrapDataKey(keyFor(change), wrapped, holder)).toThrow();
  }
  expect(() => unwrapDataKey(keyFor({}, 2), wrapped, holder)).toThrow();
  expect(() => unwrapDataKey(keyFor({}, 1, Buffer.alloc(32)), wrapped, holder)).toThrow();
  expect(() => unwrapWithoutVault(deriveSchoolKey(master, 'school'), wrapped, holder)).toThrow();
});
