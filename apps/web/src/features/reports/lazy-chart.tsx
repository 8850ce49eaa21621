import { lazy, Suspense } from 'react';
import type { Point } from './attendance-chart.tsx';

const AttendanceChart = lazy(async () => ({ default: (await import('./attendance-chart.tsx')).AttendanceChart }));
/** More bars than these cannot be told apart. */
const mostBars = 24;

/** The drawing comes after the table: it is large, and says nothing that the table does not. */
export function LazyChart({ points, kind }: { points: Point[]; kind: 'line' | 'bar' }) {
  const isDrawn = points.length > 1 && (kind === 'line' || points.length <= mostBars);
  if (!isDrawn) return null;
  return (
    <Suspense fallback={<div className="h-56 sm:h-72 print:hidden" />}>
      <AttendanceChart points={points} kind={kind} />
    </Suspense>
  );
}
