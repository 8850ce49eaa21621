import type { Figures } from './figures.ts';
import { scoreNames } from './format.ts';
import { STEP, shareWithin, type Tally } from './tally.ts';

type Point = { x: number; y: number };
type Line = { name: string; points: Point[] };
type Axis = {
  from: number;
  to: number;
  ticks: number[];
  label: string;
  isLog?: boolean;
  show: (value: number) => string;
};

const SIZE = { width: 560, height: 340, left: 64, right: 16, top: 12, bottom: 48 };
const STYLES = [
  'stroke="#0b6bcb"',
  'stroke="#c2410c" stroke-dasharray="7 4"',
  'stroke="#15803d" stroke-dasharray="2 3"',
];
const LEAST_RATE = 1e-5;
const powers = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1];
const inPercent = (value: number) => `${Number((value * 100).toPrecision(1))} %`;
const tenths = Array.from({ length: 11 }, (_, at) => at / 10);

/** False matches and false non-matches over thresholds, of one score. */
export function plotRates({ compared, score }: Figures): string {
  const [genuine, impostor] = [compared.genuine[score], compared.impostor[score]];
  const at = Array.from({ length: 151 }, (_, index) => index / 100);
  const lines = [
    { name: 'strangers that pass (FMR)', points: at.map((x) => ({ x, y: shareWithin(impostor, x) })) },
    { name: 'genuine that are refused (FNMR)', points: at.map((x) => ({ x, y: 1 - shareWithin(genuine, x) })) },
  ];
  const wide = score === 'second' ? 1.5 : 1;
  const x = {
    from: 0,
    to: wide,
    ticks: tenths.map((tick) => tick * wide),
    label: 'threshold',
    show: (v: number) => v.toFixed(2),
  };
  return draw(lines, x, { from: LEAST_RATE, to: 1, ticks: powers, label: 'share', isLog: true, show: inPercent });
}

/** How many are refused where so many strangers pass, every score in one picture. */
export function plotTradeOff(all: readonly Figures[]): string {
  const lines = all.map(({ compared, score }) => ({
    name: scoreNames[score],
    points: Array.from({ length: 1501 }, (_, index) => ({
      x: shareWithin(compared.impostor[score], index * STEP),
      y: 1 - shareWithin(compared.genuine[score], index * STEP),
    })).filter((point, index, line) => point.x !== line[index - 1]?.x || point.y !== line[index - 1]?.y),
  }));
  const shared = { from: LEAST_RATE, to: 1, ticks: powers, isLog: true, show: inPercent };
  return draw(
    lines,
    { ...shared, label: 'strangers that pass (FMR)' },
    { ...shared, from: 1e-3, ticks: powers.slice(2), label: 'genuine refused (FNMR)' },
  );
}

/** Histograms of genuine and strangers' distances, each with a sum of 1. */
export function plotDistances({ compared, score }: Figures): string {
  const width = 0.02;
  const histogram = (tally: Tally) =>
    Array.from({ length: 76 }, (_, index) => {
      const x = index * width;
      return { x, y: tally.count === 0 ? 0 : shareWithin(tally, x + width) - (x === 0 ? 0 : shareWithin(tally, x)) };
    });
  const lines = [
    { name: 'strangers', points: histogram(compared.impostor[score]) },
    { name: 'genuine', points: histogram(compared.genuine[score]) },
  ];
  const top = Math.max(0.05, ...lines.flatMap(({ points }) => points.map(({ y }) => y)));
  const x = {
    from: 0,
    to: 1.5,
    ticks: tenths.map((tick) => tick * 1.5),
    label: 'distance',
    show: (v: number) => v.toFixed(2),
  };
  return draw(lines, x, { from: 0, to: top, ticks: [0, top / 2, top], label: `share per ${width}`, show: inPercent });
}

function draw(lines: readonly Line[], x: Axis, y: Axis): string {
  const { width, height, left, right, top, bottom } = SIZE;
  const toX = (value: number) => left + place(value, x) * (width - left - right);
  const toY = (value: number) => height - bottom - place(value, y) * (height - top - bottom);
  const grid = [
    ...x.ticks.map(
      (tick) =>
        `<path class="grid" d="M${toX(tick).toFixed(1)} ${top}V${height - bottom}"/><text x="${toX(tick).toFixed(1)}" y="${height - bottom + 16}" text-anchor="middle">${x.show(tick)}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<path class="grid" d="M${left} ${toY(tick).toFixed(1)}H${width - right}"/><text x="${left - 6}" y="${(toY(tick) + 4).toFixed(1)}" text-anchor="end">${y.show(tick)}</text>`,
    ),
  ];
  const curves = lines.map(({ points }, index) => {
    const path = points.map((point) => `${toX(point.x).toFixed(1)},${toY(point.y).toFixed(1)}`).join(' ');
    return `<polyline fill="none" stroke-width="2" ${STYLES[index]} points="${path}"/>`;
  });
  const legend = lines.map(
    ({ name }, index) =>
      `<path d="M${left + 10} ${top + 14 + index * 18}h28" stroke-width="2" ${STYLES[index]}/><text x="${left + 44}" y="${top + 18 + index * 18}">${name}</text>`,
  );
  const labels = `<text x="${(left + width) / 2}" y="${height - 8}" text-anchor="middle">${x.label}</text><text transform="translate(14 ${height / 2}) rotate(-90)" text-anchor="middle">${y.label}</text>`;
  const title = lines.map(({ name }) => name).join(', ');
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title} over ${x.label}">${[...grid, ...curves, ...legend].join('')}${labels}</svg>`;
}

function place(value: number, { from, to, isLog }: Axis): number {
  const share = isLog
    ? (Math.log(Math.max(value, from)) - Math.log(from)) / (Math.log(to) - Math.log(from))
    : (value - from) / (to - from);
  return Math.min(1, Math.max(0, share));
}
