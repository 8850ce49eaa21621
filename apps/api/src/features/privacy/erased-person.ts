import type { Tx } from '#db.ts';
import { toWord, type Word } from './match-words.ts';

/** What stands in place of a name, and of a text that somebody wrote about the person. */
export const erasedName = 'Erased person';
export const erasedText = 'Erased';

/** Whom an erasure is about, and everything by which rows elsewhere may speak of them. */
export type ErasedPerson = {
  id: string;
  schoolId: string;
  /** Ids of the person and of what is theirs alone: face, phones, records, guardians, a proposal about nobody else. */
  ids: string[];
  /** Words that say who it is, in small letters. */
  words: Word[];
};

/** What is shorter, or one word of letters, stands in too many other texts: it is looked for as a whole value only. */
const telling = /^(?=.*[\s\d@]).{5,}$/su;

/** Reads what has to be looked for before any of it is gone. */
export async function readErasedPerson(tx: Tx, schoolId: string, id: string): Promise<ErasedPerson> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id },
    select: {
      name: true,
      email: true,
      admissionNumber: true,
      guardians: { select: { id: true, name: true, phone: true, email: true } },
      template: { select: { id: true } },
      deviceKeys: { select: { id: true, deviceHash: true } },
      passkeys: { select: { id: true } },
      records: { select: { id: true } },
      enrollments: { select: { id: true } },
      consentRecords: { select: { guardianName: true } },
      guardianLinks: { select: { id: true, refusedBy: true } },
      duplicateFaces: { select: { id: true } },
      duplicatesOfMine: { select: { id: true } },
      twinPairsA: { select: { id: true } },
      twinPairsB: { select: { id: true } },
      correctionRequests: { select: { id: true } },
      erasureRequests: { select: { id: true } },
    },
  });
  const theirs = [
    ...[person.guardians, person.deviceKeys, person.passkeys, person.records, person.enrollments],
    ...[person.guardianLinks, person.duplicateFaces, person.duplicatesOfMine, person.twinPairsA, person.twinPairsB],
    ...[person.correctionRequests, person.erasureRequests, person.template ? [person.template] : []],
  ].flat();
  const proposals = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM change_proposals WHERE school_id = ${schoolId}::uuid
      AND changes -> 0 ->> 'student_id' = ${id} AND changes -> 1 IS NULL`;
  const named = [
    ...[person.name, person.email, person.admissionNumber],
    ...person.guardians.flatMap(({ name, phone, email }) => [name, phone, email]),
    ...person.consentRecords.map(({ guardianName }) => guardianName),
    ...person.guardianLinks.map(({ refusedBy }) => refusedBy),
    ...person.deviceKeys.map(({ deviceHash }) => deviceHash),
  ];
  return {
    id,
    schoolId,
    ids: [id, ...theirs.map((row) => row.id), ...proposals.map((row) => row.id)],
    words: [...new Set(named.flatMap((word) => (word ? [asKept(word)] : [])))].map(toWord),
  };
}

/** As a text or a JSON value holds it. */
function asKept(word: string): string {
  const value = JSON.stringify(word.toLowerCase());
  return telling.test(word) ? value.slice(1, -1) : value;
}
