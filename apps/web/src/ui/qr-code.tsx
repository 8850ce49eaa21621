import encodeQR from 'qr';
import { useMemo } from 'react';

/** Modules of quiet space that readers need round a code. */
const MARGIN = 4;

/** A text for a camera; `label` says what it is to those who cannot see it. Dark on light in every theme. */
export function QrCode({ value, label, className }: { value: string; label: string; className?: string }) {
  const rows = useMemo(() => encodeQR(value, 'raw', { border: MARGIN }), [value]);
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      className={className}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
