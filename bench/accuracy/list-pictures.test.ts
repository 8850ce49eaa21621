import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listPictures } from './list-pictures.ts';
import { readPairs } from './read-pairs.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hadir-pictures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(...names: string[]) {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), 'x');
  }
}

describe('the list of pictures', () => {
  it('takes every folder with pictures for a person, and the one around it for a group', () => {
    put('ann/1.jpg', 'ann/2.PNG', 'north/bo b/ä.webp', 'north/bo b/2.jpeg');
    expect(listPictures(folder).pictures.map(({ group, person, name }) => [group, person, name])).toEqual([
      ['', 'ann', 'ann/1.jpg'],
      ['', 'ann', 'ann/2.PNG'],
      ['north', 'north/bo b', 'north/bo b/2.jpeg'],
      ['north', 'north/bo b', 'north/bo b/ä.webp'],
    ]);
  });

  it('says what it leaves out', () => {
    put('loose.jpg', 'ann/1.jpg', 'ann/notes.txt', 'ann/._1.jpg', 'bob/1.jpg', 'bob/2.jpg');
    symlinkSync(join(folder, 'nowhere.jpg'), join(folder, 'bob', '3.jpg'));
    symlinkSync(folder, join(folder, 'bob', 'loop'));
    const { pictures, notes } = listPictures(folder);
    expect(pictures.map(({ name }) => name)).toEqual(['ann/1.jpg', 'bob/1.jpg', 'bob/2.jpg']);
    expect(notes).toEqual([
      '1 files in ann are no pictures.',
      'bob/3.jpg cannot be opened.',
      "loose.jpg lies beside the people's folders: left out.",
      '1 of 2 people have one picture: they count as strangers only.',
    ]);
  });

  it('tells whoever gave a wrong folder', () => {
    expect(() => listPictures(join(folder, 'none'))).toThrow('There is no folder');
    expect(() => listPictures(folder)).toThrow('No pictures in');
    put('file.txt');
    expect(() => listPictures(join(folder, 'file.txt'))).toThrow('is a file');
  });
});

describe('the file of pairs', () => {
  it('finds pictures by path and by a name that only one has', () => {
    put('ann/1.jpg', 'ann/only.jpg', 'bob/1.jpg');
    const { pictures } = listPictures(folder);
    const file = join(folder, 'pairs.csv');
    writeFileSync(
      file,
      '\uFEFFfile_a,file_b,same\r\nann/1.jpg,"only.jpg",1\r\n./ann/1.jpg, bob/1.jpg ,false\r\n1.jpg,only.jpg,1\r\nann/1.jpg,gone.jpg,0\r\nann/1.jpg,only.jpg,perhaps\r\n',
    );
    expect(readPairs(file, folder, pictures)).toEqual({
      pairs: [
        { a: 0, b: 1, same: true },
        { a: 0, b: 2, same: false },
      ],
      notes: [
        'Pairs file, line 4: no picture 1.jpg.',
        'Pairs file, line 5: no picture gone.jpg.',
        'Pairs file, line 6: "perhaps" says neither same nor different.',
      ],
    });
    expect(() => readPairs(join(folder, 'none.csv'), folder, pictures)).toThrow('cannot be read');
  });
});
