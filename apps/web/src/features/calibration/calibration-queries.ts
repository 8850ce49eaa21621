import { getFaceCalibration } from '@hadir/contract/calibration.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow, type Reply } from '#lib/api.ts';

export const calibrationQuery = queryOptions({
  queryKey: ['face-calibration'],
  queryFn: ({ signal }) => callOrThrow(getFaceCalibration, { signal }),
});

export type Calibration = Reply<typeof getFaceCalibration>;
