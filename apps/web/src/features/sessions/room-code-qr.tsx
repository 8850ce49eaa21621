import encodeQR from 'qr';
import { useMemo } from 'react';
import { useTexts } from './texts.ts';

/** White modules around the code that readers need to find it. */
const QUIET = 4;

/** The address as a QR code, black on white whatever the theme: cameras read it best so. */
export function RoomCodeQr({ link, className }: { link: string; className: string }) {
  const t = useTexts();
  const { path, size } = useMemo(() => draw(link), [link]);
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      className={className}
      role="img"
      aria-label={t('board.qr')}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function draw(link: string): { path: string; size: number } {
  const rows = encodeQR(link, 'raw', { ecc: 'medium', border: QUIET });
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { path, size: rows.length };
}
