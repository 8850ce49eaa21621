import type { LookAlike } from '@hadir/contract/look-alikes.ts';
import type { z } from 'zod';
import { faceState } from '#features/people/face-state.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { decideLikeness } from './decide-likeness.ts';

const person = {
  select: {
    id: true,
    name: true,
    email: true,
    department: true,
    photo: { select: { personId: true } },
    template: { select: { state: true, createdAt: true } },
  },
} as const satisfies Prisma.PersonDefaultArgs;

/** What one look-alike is read with. */
export const lookAlikeFields = {
  id: true,
  templateId: true,
  distance: true,
  createdAt: true,
  verdict: true,
  reason: true,
  decidedAt: true,
  decidedById: true,
  person,
  otherPerson: person,
} as const satisfies Prisma.DuplicateFaceSelect;

type Row = Prisma.DuplicateFaceGetPayload<{ select: typeof lookAlikeFields }>;

/** @param deciders names by id */
export function toLookAlike(row: Row, deciders: ReadonlyMap<string | null, string>): z.input<typeof LookAlike> {
  return {
    id: row.id,
    person: toPerson(row.person),
    other: toPerson(row.otherPerson),
    likeness: decideLikeness(row.distance),
    found_at: row.createdAt.toISOString(),
    is_open: row.decidedAt === null && row.templateId !== null,
    verdict: row.verdict,
    reason: row.reason,
    decided_at: row.decidedAt?.toISOString() ?? null,
    decided_by: deciders.get(row.decidedById) ?? null,
  };
}

function toPerson({ template, photo, ...own }: Row['person']): z.input<typeof LookAlike>['person'] {
  return {
    ...own,
    face: faceState(template),
    enrolled_at: template?.createdAt.toISOString() ?? null,
    has_photo: photo !== null,
  };
}
