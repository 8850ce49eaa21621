/** An oval from its top, clockwise. */
const OVAL = 'M 50 2.5 A 47.5 60 0 0 1 50 122.5 A 47.5 60 0 0 1 50 2.5';
/** Between two segments, as a share of one. */
const GAP = 0.08;

/** A segment round the oval for each picture that is wanted; the taken ones are filled. */
export function CaptureRing({ taken, wanted, isGood }: { taken: number; wanted: number; isGood: boolean }) {
  const pattern = (count: number) => `${`${1 - GAP} ${GAP} `.repeat(count)}0 ${wanted}`;
  return (
    <svg viewBox="0 0 100 125" className="absolute inset-0 size-full" aria-hidden="true" fill="none">
      <path
        d={OVAL}
        pathLength={wanted}
        strokeWidth="2.5"
        strokeDasharray={pattern(wanted)}
        className={isGood ? 'stroke-brand-soft' : 'stroke-line'}
      />
      <path
        d={OVAL}
        pathLength={wanted}
        strokeWidth="4"
        strokeDasharray={pattern(taken)}
        opacity={taken > 0 ? 1 : 0}
        className="stroke-brand transition-opacity duration-300"
      />
    </svg>
  );
}
