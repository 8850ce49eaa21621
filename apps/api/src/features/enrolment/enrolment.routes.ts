import {
  confirmFaceTemplate as confirmFaceTemplateEndpoint,
  createFaceTemplate as createFaceTemplateEndpoint,
  deleteFaceTemplate as deleteFaceTemplateEndpoint,
  getFaceTemplate as getFaceTemplateEndpoint,
  listRefusedTries as listRefusedTriesEndpoint,
  rejectFaceTemplate as rejectFaceTemplateEndpoint,
} from '@hadir/contract/enrolment.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { personLimit } from '#http/rate-limit.ts';
import { confirmFaceTemplate } from './confirm-face-template.ts';
import { createFaceTemplate } from './create-face-template.ts';
import { getFaceTemplate } from './get-face-template.ts';
import { listRefusedTries } from './list-refused-tries.ts';
import { rejectFaceTemplate } from './reject-face-template.ts';
import { withdrawFaceTemplate } from './withdraw-face-template.ts';

/** Enrolment of a face, its withdrawal, and the word of staff on it. */
export function enrolmentRoutes(context: Context): Router {
  const router = Router();
  mount(router, getFaceTemplateEndpoint, async ({ person }) => {
    const {
      isUnreadable,
      isUpdateWanted,
      enrolledAt,
      rejectedAt,
      guardianAgreedAt,
      retentionPolicy,
      retentionFigures,
      ...rest
    } = await getFaceTemplate(context, person);
    const { isPublished, ...own } = rest;
    return {
      ...own,
      is_unreadable: isUnreadable,
      is_update_wanted: isUpdateWanted,
      enrolled_at: enrolledAt?.toISOString() ?? null,
      rejected_at: rejectedAt?.toISOString() ?? null,
      guardian_consent_at: guardianAgreedAt?.toISOString() ?? null,
      retention_policy: retentionPolicy,
      retention_figures: retentionFigures,
      is_published: isPublished,
    };
  });
  mount(
    router,
    createFaceTemplateEndpoint,
    ({ person, client, body, rawBody }) => createFaceTemplate(context, { ...person, client }, { ...body, rawBody }),
    personLimit(10),
  );
  mount(router, deleteFaceTemplateEndpoint, async ({ person, client }) => {
    await withdrawFaceTemplate(context, { ...person, client }, person.id, null);
    return { success: true as const };
  });
  mount(router, confirmFaceTemplateEndpoint, ({ person, client, params, body }) =>
    confirmFaceTemplate(context, { ...person, client }, params.id, body?.template_id),
  );
  mount(router, rejectFaceTemplateEndpoint, ({ person, client, params, body }) =>
    rejectFaceTemplate(context, { ...person, client }, params.id, body),
  );
  mount(router, listRefusedTriesEndpoint, ({ person, client, params }) =>
    listRefusedTries(context, { ...person, client }, params.id),
  );
  return router;
}
