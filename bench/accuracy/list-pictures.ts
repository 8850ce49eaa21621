import { readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export type Picture = {
  /** Path of the person's folder below the given one. */
  person: string;
  /** Path of the folder around the person's; empty where there is none. */
  group: string;
  /** Path of the file below the given folder, with `/`. */
  name: string;
  file: string;
};

type Listing = { pictures: Picture[]; notes: string[] };

/** What Chromium shows. */
const SHOWN = new Set(['.jpg', '.jpeg', '.jfif', '.png', '.webp', '.bmp', '.gif', '.avif']);

/**
 * Every folder that holds pictures is a person; the folder around it, where it is not the given one, is a group.
 * @throws Error with a sentence for whoever gave the folder
 */
export function listPictures(folder: string): Listing {
  const root = openFolder(folder);
  const pictures: Picture[] = [];
  const notes: string[] = [];
  const seen = new Set<string>();
  walk(root);
  const people = Map.groupBy(pictures, ({ person }) => person);
  if (people.size === 0) throw new Error(`No pictures in ${folder}: expected <person>/<picture>.jpg below it.`);
  const alone = [...people.values()].filter((own) => own.length === 1).length;
  if (alone > 0) notes.push(`${alone} of ${people.size} people have one picture: they count as strangers only.`);
  return { pictures, notes };

  function walk(at: string): void {
    const real = realpathSync(at);
    if (seen.has(real)) return;
    seen.add(real);
    const ignored: string[] = [];
    for (const entry of readdirSync(at).sort()) {
      if (entry.startsWith('.')) continue;
      const path = join(at, entry);
      const kind = kindOf(path);
      if (kind === 'folder') walk(path);
      else if (kind === 'gone') notes.push(`${nameOf(path)} cannot be opened.`);
      else if (!SHOWN.has(extname(entry).toLowerCase())) ignored.push(entry);
      else if (at === root) notes.push(`${entry} lies beside the people's folders: left out.`);
      else pictures.push(describe(at, path));
    }
    if (ignored.length > 0) notes.push(`${ignored.length} files in ${nameOf(at) || 'the folder'} are no pictures.`);
  }

  function describe(at: string, file: string): Picture {
    const person = nameOf(at);
    return { person, group: person.split('/').slice(0, -1).join('/'), name: nameOf(file), file };
  }

  function nameOf(path: string): string {
    return relative(root, path).split(sep).join('/');
  }
}

function openFolder(folder: string): string {
  const kind = kindOf(folder);
  if (kind === 'folder') return folder;
  throw new Error(kind === 'gone' ? `There is no folder ${folder}.` : `${folder} is a file; a folder is needed.`);
}

function kindOf(path: string): 'folder' | 'file' | 'gone' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'gone';
  }
}
