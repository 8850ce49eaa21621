import type { Person } from '@hadir/contract/people.ts';

/** Is this a face that staff may confirm now? One that does not open or is held for an admin is not. */
export const isToConfirm = ({ face, face_problem }: Pick<Person, 'face' | 'face_problem'>) =>
  face === 'provisional' && face_problem === null;
