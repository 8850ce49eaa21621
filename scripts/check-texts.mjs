/**
 * Every catalogue in every language: all keys, the right plural forms, the same placeholders, no English left over.
 * `node scripts/check-texts.mjs` counts what is not translated yet, `--missing ar` lists it; anything wrong fails.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';
import { compareCatalogue, flatten } from './texts.mjs';

/** While it is true a missing translation is counted and English stands in; afterwards it fails like any fault. */
const IS_MISSING_ALLOWED = true;

const languages = ['id', 'sw', 'ar'];
const source = path.join(root, 'apps', 'web', 'src');
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(path.join(source, file), 'utf8'));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).sort();
/** By language: texts that are rightly the same as in English. @type {Record<string, string[]>} */
const same = JSON.parse(readFileSync(path.join(root, 'scripts', 'same-words.json'), 'utf8'));

const listed = process.argv[process.argv.indexOf('--missing') + 1] ?? '';
let faults = 0;
const fail = (/** @type {string} */ what) => {
  faults += 1;
  console.log(what);
};

for (const language of languages) {
  let [missing, all] = [0, 0];
  const allowedEqual = new Set([...(same.all ?? []), ...(same[language] ?? [])]);
  for (const file of files.filter((name) => name.endsWith('.en.json'))) {
    const own = file.replace(/\.en\.json$/, `.${language}.json`);
    const texts = files.includes(own) ? read(own) : {};
    const complaints = compareCatalogue({ language, english: read(file), texts, allowedEqual });
    all += flatten(read(file)).size;
    for (const { key, what, isMissing } of complaints) {
      if (isMissing) missing += 1;
      if (!isMissing || !IS_MISSING_ALLOWED) fail(`${own}: ${key} ${what}`);
      else if (listed === language) console.log(`${own}: ${key} ${what}`);
    }
  }
  if (missing > 0) console.log(`${language}: ${missing} of ${all} texts are not translated yet`);
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
