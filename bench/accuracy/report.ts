import { type Figures, sayResolution } from './figures.ts';
import { cellsOf, headings, percent, titleOf } from './format.ts';
import type { RosterFigures } from './rosters.ts';
import type { KeyFigures } from './skeleton-keys.ts';

/** What became of a picture; `guidance` is what a phone would have said of a described one. */
type Outcome = { kind: 'described'; guidance: string } | { kind: 'no_face' | 'several_faces' | 'unreadable' };

type Table = { headings: string[]; rows: string[][] };

export type Report = {
  title: string;
  /** What became of the pictures: words, count, share. */
  described: string[][];
  notes: string[];
  /** Figures of everybody, and of each group. */
  parts: { name: string; figures: Figures[] }[];
  keys: Table;
  rosters: Table;
};

const words = {
  described: 'described',
  no_face: 'no face found',
  several_faces: 'more than one face',
  unreadable: 'cannot be opened as a picture',
} as const;

/** What became of the pictures. Those that cannot be opened are no pictures, so they are in no share. */
export function countDescribed(described: readonly Outcome[]): string[][] {
  const countOf = (wanted: Outcome['kind']) => described.filter(({ kind }) => kind === wanted).length;
  const readable = described.length - countOf('unreadable');
  const shareOf = (count: number) => percent(count / readable);
  const failed = countOf('no_face') + countOf('several_faces');
  const asked = Map.groupBy(
    described.flatMap((one) => (one.kind === 'described' && one.guidance !== 'good' ? [one.guidance] : [])),
    (guidance) => guidance,
  );
  return [
    ['described', String(countOf('described')), shareOf(countOf('described'))],
    ['failures to detect', String(failed), shareOf(failed)],
    ...(['no_face', 'several_faces'] as const).map((kind) => [
      `– ${words[kind]}`,
      String(countOf(kind)),
      shareOf(countOf(kind)),
    ]),
    ...[...asked].map(([guidance, all]) => [
      `described, yet a phone would ask for another: ${guidance}`,
      String(all.length),
      shareOf(all.length),
    ]),
    [words.unreadable, String(countOf('unreadable')), ''],
  ];
}

export function tabulateKeys(keys: readonly KeyFigures[]): Table {
  return {
    headings: ['faces averaged', 'within 0.50 by the first alone', 'by both', 'accepted', 'to review', 'refused'],
    rows: keys.map(({ faces, within, outcomes }) => [
      ...[String(faces), percent(within.first), percent(within.fused)],
      ...[outcomes.accepted, outcomes.review, outcomes.refused].map((count) => percent(count / outcomes.count)),
    ]),
  };
}

export function tabulateRosters(rosters: readonly RosterFigures[]): Table {
  return {
    headings: ['people in the course', 'claims', 'tries', 'accepted', 'to review', 'refused'],
    rows: rosters.flatMap(({ size, genuine, rival }) =>
      (
        [
          ['to be oneself', genuine],
          ['to be another of the course', rival],
        ] as const
      ).map(([claim, outcomes]) => [
        ...[String(size), claim, String(outcomes.count)],
        ...[outcomes.accepted, outcomes.review, outcomes.refused].map((count) => percent(count / outcomes.count)),
      ]),
    ),
  };
}

export function printReport({ title, described, notes, parts, keys, rosters }: Report): void {
  console.log(`\n${title}\n`);
  printTable(['', 'pictures', 'share'], described);
  for (const note of notes) console.log(note);
  for (const { name, figures } of parts) {
    console.log(`\n# ${name}`);
    for (const one of figures) printFigures(one);
  }
  console.log('\n# Averages of strangers as a key, one enrolled person each\n');
  printTable(keys.headings, keys.rows);
  console.log("\n# Ranks: one picture each, by the server's own decision at 0.50\n");
  printTable(rosters.headings, rosters.rows);
}

function printFigures(figures: Figures): void {
  console.log(`\n${titleOf(figures)}`);
  const rows = [
    ...figures.atThresholds.map((figure) => [`at ${figure.threshold.toFixed(2)}`, ...cellsOf(figure)]),
    ...figures.atRates.map((figure) => [`at FMR ${percent(figure.rate)}`, ...cellsOf(figure)]),
  ];
  printTable(['', ...headings], rows);
  for (const { rate } of figures.atRates) {
    const said = sayResolution(rate, figures);
    if (said) console.log(`  FMR ${percent(rate)} ${said}.`);
  }
}

function printTable(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of [heads, ...rows]) {
    console.log(
      `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`,
    );
  }
}
