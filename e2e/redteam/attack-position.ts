import { createPlace } from '@hadir/contract/places.ts';
import { type Arena, campus, metre, north } from './arena.ts';
import type { Place } from './phone.ts';
import { prepare, submit } from './prepared.ts';
import { type Attacks, repeat, type Stage } from './stage.ts';
import { type Outcome, type Tally, tally } from './tally.ts';

/** Places that are not where the class is, and claims that are no places. */
export const positionAttacks: Attacks = {
  'position-far': async (stage) => {
    const claims = [1_000, 5_000, 100_000].flatMap((metres) =>
      [5, 400, 5_000, 1e9].map((accuracy) => ({ ...north(campus, metres), accuracy, positions: [] })),
    );
    return tally([
      ...(await claim(stage, claims, stage.times(12, 24))),
      // One good fix far away among bad ones here: the best decides.
      ...(await claim(stage, [{ ...north(campus, 5_000), accuracy: 4, positions: fixesAt(campus, 900) }], 2)),
    ]);
  },

  'position-absent': (stage) =>
    claim(stage, [{ lat: undefined, lng: undefined, accuracy: undefined, positions: [] }], stage.times(2, 10)).then(
      tally,
    ),

  'position-malformed': async (stage) => {
    const { lat, lng } = campus;
    const claims: Record<string, unknown>[] = [
      { lat: String(lat), lng: String(lng) },
      { lat: null, lng: null },
      { lat: [lat], lng: [lng] },
      { lat: { valueOf: lat }, lng },
      { lat, lng, accuracy: -1 },
      { lat, lng, accuracy: '5' },
      { lat, lng, positions: 'here' },
      { lat, lng, positions: [{ lat, lng, accuracy: 5, at: 'now' }] },
      { lat: `${lat}° S`, lng: `${lng}° E` },
      { lat: lat + 180, lng },
      { lat: true, lng: true },
    ];
    return tally(await claim(stage, claims, claims.length * stage.times(1, 2)));
  },

  /** Recorded here yesterday, or dated into the future: with the same fix on top, as the app sends it. */
  'position-stale': (stage) => {
    const dated = (shift: number) => {
      const positions = fixesAt(campus, 6).map((fix) => ({
        ...fix,
        at: new Date(Date.parse(fix.at) + shift).toISOString(),
      }));
      const [best] = positions;
      return { lat: best?.lat, lng: best?.lng, accuracy: best?.accuracy, positions };
    };
    const claims = [dated(-86_400_000), dated(-600_000), dated(3_600_000)];
    return claim(stage, claims, stage.times(3, 12)).then((outcomes) => tally(outcomes));
  },

  'position-wrapped': async (stage) => {
    const { lat, lng } = campus;
    const claims = [
      { lat, lng: lng + 360, positions: [] },
      { lat, lng: lng - 360, positions: [] },
      { lat: 180 - lat, lng: lng + 180, positions: [] },
      { lat, lng: lng + 720, positions: [] },
    ];
    return tally(await claim(stage, claims, stage.times(4, 12)));
  },

  'position-antimeridian': async (stage) => {
    const { arena } = stage;
    const island: Place = { lat: -16.8, lng: 179.9998 };
    const place = await arena.admin.call(createPlace, { body: { name: 'Island', ...island } });
    const across = { ...island, lng: -179.9999 };
    const [honest] = await claim(stage, [{ ...across, accuracy: 5, positions: [] }], 1, place.id);
    if (honest === 'refused') throw new Error('a student 40 m away across the antimeridian was refused');
    const claims = [-island.lng, 0, 178.9998, -178.9998].map((lng) => ({ lat: island.lat + 0.02, lng, positions: [] }));
    return tally(await claim(stage, [...claims, { ...island, lng: -island.lng + 0.02, positions: [] }], 5, place.id));
  },

  'position-between': async (stage) => {
    const { arena, courseId, times } = stage;
    const outcomes = await repeat(times(2, 10), async () => {
      const student = await arena.borrow(courseId, 4);
      const sessionId = await arena.openSession(courseId);
      const change = { ...north(campus, 260), accuracy: 20, positions: [] };
      // Two are sent back; the third is for a person. What counts is the last.
      const tried = await repeat(3, async () => {
        const prepared = await prepare(arena, student, sessionId, { change });
        return submit(arena, prepared, prepared.signed);
      });
      return tried.includes('accepted') ? 'accepted' : (tried.at(-1) ?? 'refused');
    });
    return tally(outcomes);
  },

  'position-speed': async (stage) => {
    const { arena, courseId, times } = stage;
    const far = { lat: campus.lat + 8, lng: campus.lng };
    const place = await arena.admin.call(createPlace, { body: { name: 'Other campus', ...far } });
    const outcomes = await repeat(times(1, 6), async () => {
      const student = await arena.borrow(courseId, 4);
      const here = await prepare(arena, student, await arena.openSession(courseId));
      await submit(arena, here, here.signed);
      const sessionId = await arena.openSession(courseId, place.id);
      // A refused place between the two, said to be hardly known, hides neither.
      const vague = { lat: campus.lat + 6, lng: campus.lng, accuracy: 2e7, positions: [] };
      const between = await prepare(arena, student, sessionId, { change: vague });
      await submit(arena, between, between.signed);
      // Nor does one there that shows no face.
      const thrown = await prepare(arena, student, sessionId, { place: far, change: { descriptors: {} } });
      await submit(arena, thrown, thrown.signed);
      const there = await prepare(arena, student, sessionId, { place: far });
      return submit(arena, there, there.signed);
    });
    // Both places within one try.
    const both = [...fixesAt(campus, 6), ...fixesAt(far, 6)];
    return tally([...outcomes, ...(await claim(stage, [{ positions: both }], times(1, 3)))]);
  },

  'position-shared-series': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 8), async (i) => {
      const sessionId = await arena.openSession(courseId);
      const here = north(campus, 3 + i * 0.7);
      const positions = fixesAt(here, 9 + i);
      const [best] = positions;
      const change = { lat: best?.lat, lng: best?.lng, accuracy: best?.accuracy, positions };
      const first = await arena.borrow(courseId, 1);
      const own = await prepare(arena, first, sessionId, { change });
      await submit(arena, own, own.signed);
      const second = await anotherThan(arena, courseId, first.id);
      const copy = await prepare(arena, second, sessionId, { change });
      return submit(arena, copy, copy.signed);
    });
    return tally(outcomes);
  },

  'position-mocked': (stage) => mocked(stage),
};

/** Honest marks but for what they say of the place. */
async function claim(
  { arena, courseId }: Stage,
  claims: readonly Record<string, unknown>[],
  times: number,
  placeId?: string,
): Promise<Outcome[]> {
  return repeat(times, async (i) => {
    const student = await arena.borrow(courseId, 1);
    const change = claims[i % claims.length] ?? {};
    const prepared = await prepare(arena, student, await arena.openSession(courseId, placeId), { change });
    return submit(arena, prepared, prepared.signed);
  });
}

function fixesAt({ lat, lng }: Place, accuracy: number) {
  return [0, 1, 2].map((i) => ({
    lat: lat + i * metre,
    lng: lng + i * 2 * metre,
    accuracy: accuracy + i,
    at: new Date(Date.now() - 3000 + i * 1000).toISOString(),
  }));
}

async function anotherThan(arena: Arena, courseId: string, id: string) {
  for (;;) {
    const student = await arena.borrow(courseId, 1);
    if (student.id !== id) return student;
    // Used up for this minute, so that the next one is somebody else.
    while (student.sentAt.length < 10) student.sentAt.push(Date.now());
  }
}

/** An app that fakes the phone's position: everything else is true, the jitter is believable. */
async function mocked({ arena, courseId, times }: Stage): Promise<Tally> {
  const outcomes = await repeat(times(2, 10), async () => {
    const student = await arena.borrow(courseId, 1);
    const prepared = await prepare(arena, student, await arena.openSession(courseId));
    return submit(arena, prepared, prepared.signed);
  });
  return tally(outcomes);
}
