/**
 * Every catalogue in every language: all keys, the right plural forms, the same placeholders, no English left over.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';
import { compareCatalogue } from './texts.mjs';

const languages = ['id', 'sw', 'ar'];
const source = path.join(root, 'apps');
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(path.join(source, file), 'utf8'));
const files = ['web/src', 'api/src/features']
  .flatMap((part) =>
    readdirSync(path.join(source, part), { recursive: true, encoding: 'utf8' }).map((file) => path.join(part, file)),
  )
  .sort();
/** By language: texts that are rightly the same as in English. @type {Record<string, string[]>} */
const same = JSON.parse(readFileSync(path.join(root, 'scripts', 'same-words.json'), 'utf8'));

let faults = 0;
const fail = (/** @type {string} */ what) => {
  faults += 1;
  console.log(what);
};

for (const language of languages) {
  const allowedEqual = new Set([...(same.all ?? []), ...(same[language] ?? [])]);
  for (const file of files.filter((name) => name.endsWith('.en.json'))) {
    const own = file.replace(/\.en\.json$/, `.${language}.json`);
    const texts = files.includes(own) ? read(own) : {};
    for (const { key, what } of compareCatalogue({ language, english: read(file), texts, allowedEqual })) {
      fail(`${own}: ${key} ${what}`);
    }
  }
}

// The words of a feature are found by the name it gives them.
for (const file of files.filter((name) => /(?<!\.test)\.tsx?$/.test(name))) {
  const code = readFileSync(path.join(source, file), 'utf8');
  for (const [, name] of code.matchAll(/defineTexts\('([^']+)'/g)) {
    const catalogue = path.join(path.dirname(file), `${name}.en.json`);
    if (!files.includes(catalogue)) fail(`${file}: defineTexts('${name}') wants a ${name}.en.json beside it`);
  }
}

console.log(faults === 0 ? 'No catalogue is wrong.' : `${faults} faults in the catalogues`);
process.exitCode = faults > 0 ? 1 : 0;
