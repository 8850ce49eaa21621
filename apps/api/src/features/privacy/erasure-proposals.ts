import { Prisma } from '#generated/prisma/client.ts';
import { erasedText } from './erased-person.ts';
import type { Step } from './erasure-step.ts';

const { sql } = Prisma;

/** What somebody proposed to change about the person is not to be decided any more. */
export const proposalSteps: readonly Step[] = [
  {
    // About nobody else.
    table: 'change_proposals',
    run: ({ schoolId, ids }) => sql`
      UPDATE change_proposals SET reason = ${erasedText},
        decision_reason = CASE WHEN decision_reason IS NOT NULL THEN ${erasedText} END,
        state = CASE WHEN state = 'open' THEN 'withdrawn'::"ProposalState" ELSE state END
      WHERE school_id = ${schoolId}::uuid AND id = ANY(${ids}::uuid[])`,
  },
  {
    // About others as well, who wait for an answer.
    table: 'change_proposals',
    run: ({ id, schoolId }) => sql`
      UPDATE change_proposals SET changes = (
        SELECT coalesce(jsonb_agg(change ORDER BY place), '[]') FROM jsonb_array_elements(changes)
          WITH ORDINALITY AS one (change, place) WHERE change ->> 'student_id' <> ${id})
      WHERE school_id = ${schoolId}::uuid AND state = 'open'
        AND changes @> jsonb_build_array(jsonb_build_object('student_id', ${id}::text))`,
  },
];
