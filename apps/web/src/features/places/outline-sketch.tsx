import { type Corner, turnTo } from '@hadir/contract/polygon.ts';
import { formatNumber } from '#lib/format.ts';
import { useTexts } from './texts.ts';

/** Metres a degree, on the sphere that the geofence is measured on. */
const METRES_PER_DEGREE = (Math.PI / 180) * 6_378_137;
const SIZE = 240;
const MARGIN = 24;
/** Lengths a scale may have, metres. */
const SCALES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** The corners from above, north on top, with a scale: enough to see a wrong one without a map. */
export function OutlineSketch({ corners }: { corners: readonly Corner[] }) {
  const t = useTexts();
  const [first] = corners;
  if (!first || corners.length < 2) return null;
  const flat = corners
    .map(turnTo(first))
    .map(({ lat, lng }) => ({ x: lng * METRES_PER_DEGREE, y: -lat * METRES_PER_DEGREE }));
  const left = Math.min(...flat.map(({ x }) => x));
  const top = Math.min(...flat.map(({ y }) => y));
  const wide = Math.max(...flat.map(({ x }) => x)) - left;
  const high = Math.max(...flat.map(({ y }) => y)) - top;
  const unit = (SIZE - 2 * MARGIN) / Math.max(wide, high, 1);
  const points = flat.map(({ x, y }) => ({ x: MARGIN + (x - left) * unit, y: MARGIN + (y - top) * unit }));
  const scale = SCALES.findLast((metres) => metres * unit <= SIZE / 2) ?? 1;
  const metres = (value: number) => formatNumber(Math.round(value));
  return (
    <figure className="space-y-1">
      <svg
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        className="w-full max-w-60 rounded-xl border border-line bg-surface text-brand"
        role="img"
        aria-label={t('outline.sketch', { count: corners.length, wide: metres(wide), high: metres(high) })}
      >
        <polygon
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="currentColor"
          fillOpacity="0.15"
          stroke="currentColor"
          strokeWidth="2"
        />
        {points.map(({ x, y }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the list
          <g key={i}>
            <circle cx={x} cy={y} r="4" fill="currentColor" />
            <text x={x + 6} y={y - 6} className="fill-ink text-[11px]">
              {i + 1}
            </text>
          </g>
        ))}
        <path d={`M${MARGIN} ${SIZE - 8}v-4m0 2h${scale * unit}m0 -2v4`} stroke="currentColor" fill="none" />
        <text x={MARGIN + scale * unit + 6} y={SIZE - 6} className="fill-ink text-[11px]">
          {t('outline.metres', { metres: formatNumber(scale) })}
        </text>
        <path d={`M${SIZE - 14} ${SIZE - 6}v-16m-4 5l4 -5l4 5`} stroke="currentColor" fill="none" />
      </svg>
      <figcaption className="text-sm text-ink-soft">
        {t('outline.size', { wide: metres(wide), high: metres(high) })}
      </figcaption>
    </figure>
  );
}
