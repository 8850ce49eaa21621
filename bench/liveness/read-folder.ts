import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Pictures of one kind, and clips of it: pictures in the order of their names. */
export type Kind = { name: string; pictures: string[]; clips: { name: string; pictures: string[] }[] };

const isPicture = (name: string) => /\.(jpe?g|png|webp)$/i.test(name);
const inOrder = new Intl.Collator('en', { numeric: true });

/** @throws Error where there is nothing to measure */
export function readFolder(folder: string): Kind[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new Error(`${folder} is no folder that can be read.`);
  }
  const kinds = names
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .sort(inOrder.compare)
    .map((name) => ({ name, ...readKind(join(folder, name)) }))
    .filter(({ pictures, clips }) => pictures.length + clips.length > 0);
  if (kinds.length > 0) return kinds;
  throw new Error(`${folder} has no folder with pictures, such as live/, print/ or screen/.`);
}

function readKind(folder: string): Omit<Kind, 'name'> {
  const entries = readdirSync(folder).sort(inOrder.compare);
  const folders = entries.filter((name) => statSync(join(folder, name)).isDirectory());
  return {
    pictures: entries.filter(isPicture).map((name) => join(folder, name)),
    clips: folders
      .map((name) => ({ name, pictures: readPictures(join(folder, name)) }))
      .filter(({ pictures }) => pictures.length > 0),
  };
}

const readPictures = (folder: string) =>
  readdirSync(folder)
    .filter(isPicture)
    .sort(inOrder.compare)
    .map((name) => join(folder, name));
