import type { CheckResult } from '@hadir/contract/attempts.ts';
import { expect, test } from 'vitest';
import { describeCheck, describeRisk } from './describe-check.ts';

const check = (name: string, detail: CheckResult['detail']): CheckResult => ({
  check: 12,
  name,
  outcome: 'failed',
  detail,
});

test('several reasons become several sentences, apart from the values', () => {
  const described = describeCheck(check('face_matches', { why: 'still mismatch', threshold: 0.5, distance: 0.612345 }));
  expect(described.title).toBe('Face belongs to this student');
  expect(described.why).toEqual([
    'The pictures are too much the same: a photograph of a photograph?',
    'Too far from the registered face.',
  ]);
  expect(described.values).toEqual([
    { name: 'Distance', value: '0.6123' },
    { name: 'Accepted up to', value: '0.5' },
  ]);
});

test('each of two recognisers has its sentence, and both together one', () => {
  const { why } = describeCheck(
    check('face_matches', {
      ...{ why: 'recognisers_disagree', distance: 0.5312, threshold: 0.5, band_end: 0.55 },
      ...{ first_distance: 0.75, first_largest: 0.7, second_distance: null, second_largest: 1.2 },
    }),
  );
  expect(why).toEqual([
    'One of the two recognisers alone finds the face much too far from the registered one.',
    'The first recogniser measures a distance of 0.75. Beyond 0.7 it refuses alone.',
    'The second recogniser measures a distance of none. Beyond 1.2 it refuses alone.',
    'Together they come to 0.5312. Up to 0.5 is accepted, up to 0.55 a person decides.',
  ]);
});

test('a zone, a yes and a nothing are words', () => {
  const { values } = describeCheck(check('position', { zone: 'between', is_known_device: true, generic: null }));
  expect(values).toEqual([
    { name: 'Device id as registered', value: 'yes' },
    { name: 'Zone', value: 'between inside and outside' },
    { name: 'Distance to the average', value: 'none' },
  ]);
});

test('what gave points says why, and an unknown component is shown as it came', () => {
  const timing = describeRisk({ component: 'liveness_timing', points: 30, detail: { why: 'lockstep' } });
  expect(timing).toEqual({
    title: 'Pictures or steps unlike a camera and a person',
    why: [
      'Pictures followed each other at exactly equal times with the face in the very same place, as no living face does.',
    ],
    values: [],
  });
  const speed = describeRisk({
    component: 'impossible_speed',
    points: 40,
    detail: { seconds: 60, metres_per_second: 400 },
  });
  expect(speed.values).toEqual([
    { name: 'Seconds between the two positions', value: '60' },
    { name: 'Metres a second', value: '400' },
  ]);
});

test('what a later server says is shown as it came', () => {
  const described = describeCheck(check('blink_seen', { why: 'too_slow', toString: 3 }));
  expect(described).toEqual({
    title: 'blink seen',
    why: ['too slow'],
    values: [{ name: 'toString', value: '3' }],
  });
});
