import { AttemptSettings } from '@hadir/contract/settings.ts';
import { describe, expect, it } from 'vitest';
import type { KeyFacts, RiskFacts } from './attempt-facts.ts';
import { decideRisk, type RiskInput } from './decide-risk.ts';
import { passed } from './judged-check.ts';
import { chooseBest, type Fix } from './read-position.ts';

const { weights } = AttemptSettings.parse({});
const now = new Date('2026-11-20T08:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const hour = 3600;

const key: KeyFacts = {
  id: 'key',
  publicKey: {},
  state: 'active',
  deviceHash: 'x',
  createdAt: ago(hour),
  confirmedAt: ago(60),
  origin: 'first',
};
const history: RiskFacts = {
  isDeviceShared: false,
  isSeriesEqual: false,
  isLivenessRepeated: false,
  earlierFixes: [],
  failuresBefore: 0,
};
const frame = (t_ms: number) => ({ t_ms, box: [200, 120, 180, 190] as const, score: 0.95, yaw: 0 });
const at = (metresNorth: number, accuracy: number): Fix => ({ lat: metresNorth / 111_320, lng: 0, accuracy, at: null });

const claim: RiskInput['claim'] = {
  method: 'face',
  form: 'signed',
  frames: [0, 262, 531, 789].map((t_ms) => ({ ...frame(t_ms), box: [200, 120, 180, 190] })),
  liveness: { kind: 'absent' },
  client: { version: '0.1.0', camera: 'Front camera', screen: '390x844@3' },
};
const phoneAgent = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36';
const laptopAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';

const honest: RiskInput = {
  claim,
  userAgent: phoneAgent,
  position: chooseBest([at(0, 8)]),
  judgedPosition: passed(9, { zone: 'inside' }),
  key,
  history,
  isRoomCodeMissing: false,
  margin: 0.6,
  rankMargin: 0.05,
  liveness: { kind: 'shown' },
  isPassiveWanted: false,
  askedAt: ago(4),
  now,
};
const timed = (...times: number[]) => ({ claim: { ...claim, frames: times.map(frame) as never } });
const seenBy = (client: Record<string, string>) => ({ claim: { ...claim, client } });
const before = (change: Partial<RiskFacts>) => ({ history: { ...history, ...change } });
const fixes = (...all: Fix[]) => ({ position: chooseBest(all) });
const fixAt = (metres: number, accuracy: number, seconds: number) => ({ ...at(metres, accuracy), at: ago(seconds) });
const from = (metres: number, accuracy: number, seconds: number) =>
  before({ earlierFixes: [{ ...at(metres, accuracy), at: ago(seconds) }] });

describe('points', () => {
  it.each<[string, Partial<RiskInput>, string[]]>([
    ['nothing to say', {}, []],
    [
      'a key of 23 hours that nobody vouched for',
      { key: { ...key, confirmedAt: null, createdAt: ago(23 * hour) } },
      ['unconfirmed_key 25'],
    ],
    ['a key of 24 hours', { key: { ...key, confirmedAt: null, createdAt: ago(24 * hour) } }, []],
    ['a phone of somebody else today', before({ isDeviceShared: true }), ['shared_device 40']],
    ['no room code though it stood there', { isRoomCodeMissing: true }, ['room_code_missing 25']],
    [
      'inside thanks to accuracy',
      { judgedPosition: passed(9, { zone: 'inside_by_accuracy' }) },
      ['inside_by_accuracy 15'],
    ],
    ['30 km in five minutes', from(30_000, 20, 300), ['impossible_speed 40']],
    [
      '30 km in five minutes, and a fix here in between',
      before({ earlierFixes: [fixAt(0, 5, 20), fixAt(30_000, 20, 300), fixAt(0, 5, 900)] }),
      ['impossible_speed 40'],
    ],
    ['20 km in five minutes', from(20_000, 20, 300), []],
    ['30 km in five minutes, by a mast that knows little', from(30_000, 10_000, 300), []],
    [
      '30 km in five minutes, to a place hardly known',
      { ...from(30_000, 20, 300), ...fixes(at(0, 2e7)) },
      ['impossible_speed 40'],
    ],
    [
      'two continents within one try',
      fixes(fixAt(5_570_000, 9, 3), fixAt(0, 8, 2), fixAt(-5_570_000, 10, 1)),
      ['impossible_speed 40'],
    ],
    ['the same, hardly known', fixes(fixAt(5_570_000, 2e7, 3), fixAt(0, 8, 2)), ['impossible_speed 40']],
    ['the same without times', fixes(at(5_570_000, 9), at(0, 8)), ['impossible_speed 40']],
    ['a first fix by a mast 5 km away, then the sky', fixes(fixAt(5_000, 6_000, 3), fixAt(0, 8, 2)), []],
    ['a walk across the yard', fixes(fixAt(40, 30, 3), fixAt(0, 8, 1)), []],
    ['a jump of 900 m within a second', from(900, 5, 1), []],
    ['a jump of 2 km within a second', from(2000, 5, 1), ['impossible_speed 40']],
    ["another student's series of fixes", before({ isSeriesEqual: true }), ['equal_series 30']],
    ['the next face nearly as near', { margin: 0.049 }, ['close_second 25']],
    ['the next face nearer', { margin: -0.01 }, ['close_second 25']],
    ['the next face just far enough', { margin: 0.05 }, []],
    ['four frames in lockstep', timed(0, 250, 500, 750), ['liveness_timing 30']],
    [
      'four frames in time, of a face that moves',
      {
        claim: {
          ...claim,
          frames: [0, 250, 500, 750].map((t_ms) => ({ ...frame(t_ms), box: [200 + t_ms / 99, 120, 180, 190] })),
        },
      },
      [],
    ],
    ['three frames in lockstep, which happens', timed(0, 267, 534), []],
    ['frames faster than a camera', timed(0, 5, 270), ['liveness_timing 30']],
    ['frames that last for days', timed(0, 1e9, 2e9), ['liveness_timing 30']],
    ['frames of long before the challenge', timed(1e9, 1e9 + 261, 1e9 + 530), ['liveness_timing 30']],
    ['frames as long as the challenge is old', timed(0, 1400, 4000), []],
    ['frames of a camera at 60 pictures a second', timed(0, 17, 33), []],
    ['one step exchanged', { liveness: { kind: 'exchanged' } }, ['liveness_exchanged 15']],
    ['steps left out', { liveness: { kind: 'not_shown', why: 'steps_absent' } }, ['liveness_not_shown 30']],
    ['steps nobody does', { liveness: { kind: 'contradicted', why: 'steps_order' } }, ['liveness_timing 30']],
    ['a virtual camera', seenBy({ camera: 'OBS Virtual Camera' }), ['virtual_camera 30']],
    ["a browser's test picture", seenBy({ camera: 'fake_device_0' }), []],
    ['a laptop', { userAgent: laptopAgent, ...seenBy({ screen: '1366x768@1' }) }, ['desktop_browser 10']],
    ['three failures before', before({ failuresBefore: 3 }), []],
    ['four failures before', before({ failuresBefore: 4 }), ['failures_before 10']],
  ])('%s', (_, change, components) => {
    const risk = decideRisk({ ...honest, ...change }, weights);
    expect(risk.map(({ component, points }) => `${component} ${points}`)).toEqual(components);
  });

  it('are those of the school, and what gives none is still seen', () => {
    const own = AttemptSettings.parse({ weights: { close_second: 7, shared_device: 0 } });
    const risk = decideRisk({ ...honest, margin: 0, ...before({ isDeviceShared: true }) }, own.weights);
    expect(risk.map(({ component, points }) => [component, points])).toEqual([
      ['shared_device', 0],
      ['close_second', 7],
    ]);
  });

  it('never count against a mark for lacking a face', () => {
    const everything: RiskInput = {
      ...honest,
      ...seenBy({ camera: 'OBS Virtual Camera', screen: '390x844@3' }),
      key: { ...key, confirmedAt: null },
      isRoomCodeMissing: true,
      margin: 0,
    };
    expect(decideRisk(everything, weights)).toHaveLength(4);
    expect(decideRisk({ ...everything, claim: { ...everything.claim, method: 'room_code' } }, weights)).toEqual([]);
  });
});
