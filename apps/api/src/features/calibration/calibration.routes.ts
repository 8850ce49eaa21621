import { getFaceCalibration } from '@hadir/contract/calibration.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { personLimit } from '#http/rate-limit.ts';
import { getCalibration } from './get-calibration.ts';

/** How well the recognisers tell the people of this school apart. */
export function calibrationRoutes(context: Context): Router {
  const router = Router();
  mount(
    router,
    getFaceCalibration,
    async ({ person, client }) => {
      const calibration = await getCalibration(context, person.schoolId);
      await recordView(context, { ...person, client }, 'face_calibration.viewed', {
        type: 'school',
        id: person.schoolId,
      });
      return calibration;
    },
    personLimit(30),
  );
  return router;
}
