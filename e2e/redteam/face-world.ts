import { confirmFaceTemplate } from '@hadir/contract/enrolment.ts';
import type { Arena } from './arena.ts';
import type { Camera, Shot } from './faces.ts';
import { listLabelled, listStrangers, type Photograph } from './photographs.ts';
import type { FaceSource, Student } from './student.ts';

export type Classmate = Student & { photograph: Photograph };

/** People with real faces, in a course large enough for a centre of its own and in one that is too small for it. */
export type FaceWorld = {
  largeCourse: string;
  smallCourse: string;
  large: readonly Classmate[];
  small: readonly Classmate[];
  /** One picture each of people who are in no course: what an attacker finds anywhere. */
  strangers: readonly (Shot & { group: string })[];
  women: readonly { name: string; photographs: readonly Photograph[] }[];
};

type WorldSize = { large: number; small: number; strangers: number; pool: number };

/** Enrols people from the portraits; each portrait is filmed in a moving hand. */
export async function populate(arena: Arena, camera: Camera, size: WorldSize): Promise<FaceWorld> {
  const portraits = listStrangers();
  const [largeCourse, smallCourse] = [await arena.makeCourse('LARGE'), await arena.makeCourse('SMALL')];
  const enrolled: Classmate[] = [];
  const held: string[] = [];
  const strangers: (Shot & { group: string })[] = [];
  for (const photograph of portraits) {
    const isClassmate = enrolled.length < size.large + size.small;
    if (!isClassmate && strangers.length >= size.strangers) break;
    if (!isClassmate) {
      const [shot] = await camera.film(photograph, 1);
      if (shot) strangers.push({ ...shot, group: photograph.group });
      continue;
    }
    const face = await filmFace(camera, photograph, size.pool);
    if (face === null) continue;
    const courses = [enrolled.length < size.large ? largeCourse : smallCourse];
    const student = await arena.addStudent({ face, courses, faceIs: 'provisional' });
    const confirmed = await arena.teacher.ask(confirmFaceTemplate, { params: { id: student.id } });
    if (confirmed.status === 200) enrolled.push({ ...student, photograph });
    else held.push(photograph.person);
  }
  if (held.length > 0) console.log(`held for an admin as look-alikes of somebody enrolled: ${held.join(', ')}`);
  return {
    largeCourse,
    smallCourse,
    large: enrolled.slice(0, size.large),
    small: enrolled.slice(size.large),
    strangers,
    women: listWomen(),
  };
}

/** Null where the worker does not see exactly one face often enough. */
export async function filmFace(camera: Camera, photograph: Photograph, pool: number): Promise<FaceSource | null> {
  const shots = await camera.film(photograph, 5 + pool);
  return shots.length < 5 + 6 ? null : { shots: shots.slice(0, 5), pool: shots.slice(5) };
}

function listWomen(): FaceWorld['women'] {
  const all = listLabelled();
  return [...new Set(all.map(({ person }) => person))].map((name) => ({
    name,
    photographs: all.filter(({ person }) => person === name),
  }));
}
