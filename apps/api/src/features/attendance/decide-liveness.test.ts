import type { LivenessStep, LivenessStepDone, LivenessStepSeen } from '@hadir/contract/liveness.ts';
import type { MarkFrame } from '@hadir/contract/mark-frame.ts';
import { describe, expect, it } from 'vitest';
import { performPlan } from '#test/perform-plan.ts';
import { decideLiveness } from './decide-liveness.ts';

const plan: LivenessStep[] = ['turn_left', 'come_closer', 'blink', 'turn_right', 'move_back'];

const frame = (t_ms: number, change: Partial<MarkFrame> = {}): MarkFrame => ({
  t_ms,
  box: [200, 120, 180, 190],
  score: 0.95,
  yaw: 0.02,
  step: 'straight',
  ...change,
});
const frames = [frame(120), frame(1333), frame(2310), frame(2570)];

const turn: LivenessStepDone = {
  step: 'turn_left',
  outcome: 'done',
  started_ms: 151,
  reached_ms: 903,
  done_ms: 1290,
  from: 0.02,
  to: 0.24,
};
const closer: LivenessStepDone = {
  step: 'come_closer',
  outcome: 'done',
  started_ms: 1371,
  reached_ms: 2274,
  done_ms: 2274,
  from: 190,
  to: 247,
};
const blink: LivenessStepDone = { ...closer, step: 'blink', done_ms: 2301, from: 0.97, to: 0.03 };
const skipped = (step: LivenessStep, started_ms = 151): LivenessStepSeen => ({
  step,
  outcome: 'skipped',
  started_ms,
  why: 'cannot',
});

type Facts = Parameters<typeof decideLiveness>[0];
const judge = (steps: LivenessStepSeen[], change: Partial<Facts> = {}) => {
  const verdict = decideLiveness({
    plan,
    claim: { kind: 'given', evidence: { steps } },
    frames,
    challengeAge: 3_000,
    isRepeated: false,
    ...change,
  });
  return 'why' in verdict ? `${verdict.kind} ${verdict.why}` : verdict.kind;
};

describe('the steps of a mark', () => {
  it('are shown when both were done in their order', () => {
    expect(judge([turn, closer])).toBe('shown');
  });

  it.each(plan.flatMap((first) => plan.filter((other) => other !== first).map((other) => [first, other] as const)))(
    'are shown by somebody who does %s and %s, whoever does them',
    (first, second) => {
      const asked = [first, second];
      for (let i = 0; i < 50; i += 1) {
        const { liveness, frames } = performPlan(asked, 4);
        const given = {
          frames: frames.map(({ box: [x = 0, y = 0, w = 1, h = 1], ...rest }) =>
            frame(rest.t_ms, { ...rest, box: [x, y, w, h] }),
          ),
        };
        expect(judge(liveness.steps, { plan: asked, ...given })).toBe('shown');
      }
    },
  );

  it.each<[string, LivenessStepSeen[], string]>([
    ['none', [], 'not_shown steps_skipped'],
    ['one', [turn], 'not_shown steps_skipped'],
    ['going on without', [skipped('turn_left')], 'not_shown steps_skipped'],
    ['the second left out, without another', [turn, skipped('come_closer', 1400)], 'not_shown steps_skipped'],
    ['one exchanged for the next alternative', [turn, skipped('come_closer', 1300), { ...blink }], 'exchanged'],
    [
      'the alternatives out of turn',
      [turn, skipped('come_closer', 1300), { ...closer, step: 'move_back', to: 150 }],
      'contradicted steps_order',
    ],
    ['the other way round', [closer, turn], 'contradicted steps_order'],
    ['one that was not asked for', [{ ...turn, step: 'blink', from: 1, to: 0 }, closer], 'contradicted steps_order'],
    [
      'one more than asked for',
      [turn, closer, { ...blink, started_ms: 2400, reached_ms: 2800, done_ms: 2900 }],
      'contradicted steps_order',
    ],
    ['a turn in a tenth of a second', [{ ...turn, reached_ms: 251 }, closer], 'contradicted steps_too_fast'],
    ['a step over before it was there', [{ ...turn, done_ms: 800 }, closer], 'contradicted steps_too_fast'],
    ['a step begun before the last was over', [turn, { ...closer, started_ms: 1200 }], 'contradicted steps_too_fast'],
    [
      'steps of before the challenge',
      [turn, { ...closer, reached_ms: 8_100, done_ms: 8_100 }],
      'contradicted steps_too_long',
    ],
    ['a turn the other way', [{ ...turn, to: -0.2 }, closer], 'contradicted steps_measure'],
    ['a turn nobody sees', [{ ...turn, to: 0.09 }, closer], 'contradicted steps_measure'],
    ['no closer than before', [turn, { ...closer, to: 190 }], 'contradicted steps_measure'],
    [
      'a turn from where the pictures show nobody',
      [{ ...turn, from: 0.4, to: 0.7 }, closer],
      'contradicted steps_pictures',
    ],
    ['a face of another size', [turn, { ...closer, from: 60, to: 90 }], 'contradicted steps_pictures'],
  ])('%s', (_, steps, verdict) => {
    expect(judge(steps)).toBe(verdict);
  });

  it('without a picture after them do not fit', () => {
    expect(judge([turn, closer], { frames: frames.slice(0, 2) })).toBe('contradicted steps_pictures');
    expect(judge([turn, closer], { frames: frames.slice(1) })).toBe('contradicted steps_pictures');
  });

  it('in exactly the same times are a script', () => {
    const other = { ...blink, reached_ms: 1371 + 752, done_ms: 1371 + 1139 };
    const asked: LivenessStep[] = ['turn_left', 'blink'];
    expect(judge([turn, other], { plan: asked })).toBe('contradicted steps_lockstep');
    expect(judge([turn, { ...other, done_ms: 2300 }], { plan: asked })).toBe('shown');
    const round = [
      { ...turn, started_ms: 200, reached_ms: 900, done_ms: 1200 },
      { ...blink, started_ms: 1400, reached_ms: 2000, done_ms: 2200 },
    ];
    expect(judge(round, { plan: asked })).toBe('contradicted steps_lockstep');
  });

  it('may be exchanged once, not more', () => {
    expect(judge([skipped('turn_left'), { ...blink, started_ms: 171, reached_ms: 700, done_ms: 951 }, closer])).toBe(
      'exchanged',
    );
    const right: LivenessStepDone = { ...turn, step: 'turn_right', started_ms: 171, to: -0.2 };
    expect(judge([skipped('turn_left'), skipped('blink', 160), right, closer])).toBe('not_shown steps_exchanged');
  });

  it('are not missed where none were asked for', () => {
    expect(judge([], { plan: [] })).toBe('not_asked');
    expect(judge([], { plan: [], claim: { kind: 'absent' } })).toBe('not_asked');
  });

  it('are missed where nothing was sent, also by whoever has no challenge', () => {
    expect(judge([], { claim: { kind: 'absent' } })).toBe('not_shown steps_absent');
    expect(judge([], { claim: { kind: 'absent' }, plan: null })).toBe('not_shown steps_absent');
    expect(judge([], { claim: { kind: 'unreadable' } })).toBe('contradicted steps_unreadable');
  });

  it('of an earlier try are a copy', () => {
    expect(judge([turn, closer], { isRepeated: true })).toBe('contradicted steps_repeated');
  });
});
