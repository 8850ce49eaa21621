import * as contract from '@hadir/contract/review.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { countReviews } from './count-reviews.ts';
import { listReviewDecisions } from './list-review-decisions.ts';
import { listReviewRates } from './list-review-rates.ts';
import { listReviews } from './list-reviews.ts';
import { viewReview } from './view-review.ts';

/** Marks that a person has to look at, and what the rules that ask for it are worth. */
export function reviewRoutes(context: Context): Router {
  const router = Router();
  mount(router, contract.listReviews, async ({ person, client, query: { cursor, ...asked } }) => {
    const page = await listReviews(context, person, { cursor, ...asked });
    await recordView(context, { ...person, client }, 'reviews.viewed', { type: 'school', id: person.schoolId }, asked);
    return page;
  });
  mount(router, contract.countReviews, ({ person }) => countReviews(context, person));
  mount(router, contract.getReview, ({ person, client, params }) =>
    viewReview(context, { ...person, client }, params.id),
  );
  mount(router, contract.listReviewDecisions, async ({ person, client, query }) => {
    const page = await listReviewDecisions(context, person, query.cursor);
    await recordView(context, { ...person, client }, 'review_decisions.viewed', {
      type: 'school',
      id: person.schoolId,
    });
    return page;
  });
  mount(router, contract.listReviewRates, ({ person, query }) => listReviewRates(context, person.schoolId, query));
  return router;
}
