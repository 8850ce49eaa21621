import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, line } from './field.ts';
import { FaceState } from './people.ts';

const LookAlikePerson = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  department: z.string().nullable(),
  face: FaceState,
  enrolled_at: Instant.nullable(),
  /** Whether the school keeps a photo of them. */
  has_photo: z.boolean(),
});
export type LookAlikePerson = z.infer<typeof LookAlikePerson>;

export const LookAlikeVerdict = z.enum(['different', 'twins', 'same_person']);
export type LookAlikeVerdict = z.infer<typeof LookAlikeVerdict>;

/** As close as two enrolments of one person usually are; closer than two strangers are, rare cases apart; than most are. */
export const Likeness = z.enum(['same', 'close', 'alike']);
export type Likeness = z.infer<typeof Likeness>;

/** Somebody enrolled a face that comes close to another person's. */
export const LookAlike = z.object({
  id: Id,
  /** Who enrolled later; their face is held until somebody has decided. */
  person: LookAlikePerson,
  other: LookAlikePerson,
  likeness: Likeness,
  found_at: Instant,
  /** False once it was decided, and when the face was withdrawn or replaced before. */
  is_open: z.boolean(),
  verdict: LookAlikeVerdict.nullable(),
  reason: z.string().nullable(),
  decided_at: Instant.nullable(),
  decided_by: z.string().nullable(),
});
export type LookAlike = z.infer<typeof LookAlike>;

export const listLookAlikes = endpoint({
  method: 'GET',
  path: '/api/look_alikes',
  summary: "Enrolled faces that came close to somebody else's, newest first",
  access: 'look_alikes:read',
  query: z.object({ state: z.enum(['open', 'closed']).default('open'), cursor: z.string().max(200).optional() }),
  reply: z.object({ items: z.array(LookAlike), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});

export const countLookAlikes = endpoint({
  method: 'GET',
  path: '/api/look_alikes/count',
  summary: 'How many look-alikes wait for a verdict',
  access: 'look_alikes:read',
  reply: z.object({ open: z.number().int() }),
});

export const decideLookAlike = endpoint({
  method: 'POST',
  path: '/api/look_alikes/:id/verdict',
  summary: 'Say, once, whether two enrolled faces are different people, twins, or one person',
  description:
    'Different people and twins let the face go on; marks of twins that are nearer to the other one go to a person. For one person the face named by `rejected` is deleted. Decided before: `already_decided`; a face that is gone: `not_possible_now`.',
  access: 'look_alikes:write',
  params: IdParams,
  body: z.object({
    verdict: LookAlikeVerdict,
    /** Whose face is deleted when it is one person's; the later one unless said otherwise. */
    rejected: z.enum(['person', 'other']).default('person'),
    reason: line(3, 500),
  }),
  reply: LookAlike,
});

export const TwinPair = z.object({
  id: Id,
  people: z.array(z.object({ id: Id, name: z.string() })),
  reason: z.string(),
  approved_by: z.string().nullable(),
  created_at: Instant,
});
export type TwinPair = z.infer<typeof TwinPair>;

export const listTwins = endpoint({
  method: 'GET',
  path: '/api/twins',
  summary: 'Pairs of people who are known to look alike',
  access: 'look_alikes:read',
  reply: z.object({ items: z.array(TwinPair) }),
});

export const addTwins = endpoint({
  method: 'POST',
  path: '/api/twins',
  summary: 'Note that two students look alike: neither is refused for the other, and close marks go to a person',
  access: 'look_alikes:write',
  body: z.object({ person_ids: z.array(Id).length(2), reason: line(3, 500) }),
  reply: TwinPair,
});

export const removeTwins = endpoint({
  method: 'DELETE',
  path: '/api/twins/:id',
  summary: 'Take a pair of twins back',
  access: 'look_alikes:write',
  params: IdParams,
  reply: Done,
});
