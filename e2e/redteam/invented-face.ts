import type { Shot } from './faces.ts';
import type { FaceSource } from './student.ts';
import { direction, push, type Random, type Vector } from './vectors.ts';

/** Numbers in the form of a descriptor, nobody's face: two of them lie about 2 apart. Pictures lie about 0.07 apart. */
export function inventFace(random: Random): FaceSource {
  const face = direction(random, 1.4);
  return { shots: picturesOf(random, face, 5), pool: picturesOf(random, face, 14) };
}

export function picturesOf(random: Random, face: Vector, count: number, noise = 0.05): Shot[] {
  return Array.from({ length: count }, () => asShot(random, push(random, face, noise)));
}

/** A face as both recognisers see it. */
export type SeenByBoth = { first: Vector; second: Vector | null };

/** The second recogniser counts the direction alone: what it gives is made 1 long. */
export function picturesByBoth(random: Random, { first, second }: SeenByBoth, count: number, noise = 0.05): Shot[] {
  return picturesOf(random, first, count, noise).map((shot) => {
    if (second === null) return shot;
    const pushed = push(random, second, noise * Math.hypot(...second));
    const length = Math.hypot(...pushed);
    return { ...shot, second: pushed.map((value) => value / length) };
  });
}

/** A descriptor with what a camera would say of its frame. */
export function asShot(random: Random, descriptor: Vector): Shot {
  const within = (least: number, most: number) => least + random() * (most - least);
  return {
    descriptor: [...descriptor],
    box: [within(180, 230), within(90, 130), within(170, 200), within(180, 215)],
    score: within(0.86, 0.97),
    yaw: within(-0.06, 0.06),
  };
}
