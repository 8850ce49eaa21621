/**
 * How well the app tells people apart, on pictures of one's own: `npm run bench -- accuracy <folder>`, with the folder
 * as `<person>/<picture>.jpg` or `<group>/<person>/<picture>.jpg`. Pictures go through the phone's own pipeline,
 * distances through the server's own rules with the shipped settings.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Shot } from './accuracy/faces.ts';
import { type Figures, measureFigures } from './accuracy/figures.ts';
import { listPictures, type Picture } from './accuracy/list-pictures.ts';
import { measurePairs } from './accuracy/measure-pairs.ts';
import { writePage } from './accuracy/page.ts';
import { type Options, readOptions } from './accuracy/read-options.ts';
import { type Pair, readPairs } from './accuracy/read-pairs.ts';
import { countDescribed, printReport, type Report, tabulateKeys, tabulateRosters } from './accuracy/report.ts';
import { enrolAll, measureRosters } from './accuracy/rosters.ts';
import { measureKeys } from './accuracy/skeleton-keys.ts';
import { describePictures } from './face/describe-pictures.ts';

/** A group of fewer people says nothing by itself. */
const LEAST_PEOPLE = 5;

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  // Whoever gave a wrong folder needs the sentence, not the stack.
  console.error(error instanceof Error && error.cause === undefined ? error.message : error);
  process.exitCode = 1;
}

async function run(options: Options): Promise<void> {
  const { pictures, notes } = listPictures(options.folder);
  const listed = options.pairs ? readPairs(options.pairs, options.folder, pictures) : { pairs: [], notes: [] };
  mkdirSync(options.out, { recursive: true });
  console.log(`${pictures.length} pictures of ${new Set(pictures.map(({ person }) => person)).size} people`);
  const described = await describePictures(
    pictures.map(({ file }) => file),
    options,
  );
  const names = [...new Set(pictures.map(({ person }) => person))];
  const shots = described.map((one, at): Shot | null => {
    const picture = pictures[at];
    if (!picture || one.kind !== 'described') return null;
    return { first: one.first, second: one.second, person: names.indexOf(picture.person), picture };
  });
  const unopened = pictures.filter((_, at) => described[at]?.kind === 'unreadable').map(({ name }) => name);
  if (unopened.length > 0)
    notes.push(`Not opened: ${unopened.slice(0, 5).join(', ')}${unopened.length > 5 ? ' …' : ''}`);
  const known = shots.filter((shot) => shot !== null);
  const people = byPerson(names, known);
  const enrolled = enrolAll(people, options.seed);
  const report: Report = {
    title: `Accuracy on ${options.folder}`,
    described: countDescribed(described),
    notes: [...notes, ...listed.notes],
    parts: [
      { name: 'Everybody', figures: measureFigures(people, options.seed) },
      ...partsOf(pictures, known, names, options.seed),
      ...pairsOf(listed.pairs, shots, options.seed),
    ],
    keys: tabulateKeys(
      measureKeys(
        people.filter((own) => own.length > 0),
        enrolled,
        options.seed,
      ),
    ),
    rosters: tabulateRosters(measureRosters(enrolled, options.seed)),
  };
  printReport(report);
  console.log(`\nThe page with plots: ${resolve(writePage(report, options.out))}`);
}

/** Figures within each group, where there are several. */
function partsOf(pictures: readonly Picture[], shots: readonly Shot[], names: readonly string[], seed: number) {
  const groups = [...new Set(pictures.map(({ group }) => group))];
  if (groups.length < 2) return [];
  return groups.flatMap((group) => {
    const people = byPerson(
      names,
      shots.filter(({ picture }) => picture.group === group),
    );
    const count = people.filter((own) => own.length > 0).length;
    if (count < LEAST_PEOPLE) return [];
    return [{ name: `Group ${group || '(none)'}, ${count} people`, figures: measureFigures(people, seed) }];
  });
}

function pairsOf(
  pairs: readonly Pair[],
  shots: readonly (Shot | null)[],
  seed: number,
): { name: string; figures: Figures[] }[] {
  if (pairs.length === 0) return [];
  const { figures, missing } = measurePairs(pairs, shots, seed);
  return [{ name: `Pairs file: ${pairs.length} pairs, ${missing} with a picture that was not described`, figures }];
}

function byPerson(names: readonly string[], shots: readonly Shot[]): Shot[][] {
  const people = names.map((): Shot[] => []);
  for (const shot of shots) people[shot.person]?.push(shot);
  return people;
}
