/**
 * Compares catalogues: pure, texts in, complaints out.
 * @typedef {{[key: string]: string | Tree}} Tree
 * @typedef {{key: string, what: string}} Complaint
 */

/** @param {Tree} tree @returns {Map<string, string>} dotted path to text */
export function flatten(tree, path = '') {
  /** @type {Map<string, string>} */
  const flat = new Map();
  for (const [key, value] of Object.entries(tree)) {
    const inner = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') flat.set(inner, value);
    else for (const [deep, text] of flatten(value, inner)) flat.set(deep, text);
  }
  return flat;
}

const form = /_(zero|one|two|few|many|other)$/;
const placeholders = (/** @type {string} */ text) => new Set(text.match(/\{\{\s*[\w-]+\s*\}\}/g) ?? []);
const words = (/** @type {string} */ text) => text.replace(/\{\{.*?\}\}/g, '').match(/\p{L}{2,}/gu) ?? [];

/** Keys that English has in two forms; `nearest_other` alone is no plural. @param {Map<string, string>} english */
function pluralsOf(english) {
  const stems = [...english.keys()].filter((key) => key.endsWith('_one')).map((key) => key.slice(0, -4));
  return new Set(stems.filter((stem) => english.has(`${stem}_other`)));
}

/**
 * What a catalogue needs, given the English one: every key, the plural forms of its language and no others, the
 * same placeholders, words of its own.
 * @param {{language: string, english: Tree, texts: Tree, allowedEqual: ReadonlySet<string>}} catalogue
 * @returns {Complaint[]}
 */
export function compareCatalogue({ language, english, texts, allowedEqual }) {
  const [source, target] = [flatten(english), flatten(texts)];
  const plurals = pluralsOf(source);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  /** @type {Map<string, string>} key of the language to its English text */
  const wanted = new Map();
  for (const [key, text] of source) {
    const stem = key.replace(form, '');
    if (!plurals.has(stem)) wanted.set(key, text);
    else for (const each of forms) wanted.set(`${stem}_${each}`, source.get(`${stem}_other`) ?? text);
  }
  /** @type {Complaint[]} */
  const complaints = [];
  const say = (/** @type {string} */ key, /** @type {string} */ what) => complaints.push({ key, what });
  for (const [key, text] of wanted) {
    const own = target.get(key);
    if (own === undefined) {
      say(key, 'is missing');
      continue;
    }
    if (own.trim() === '') say(key, 'is empty');
    // "One mark" may leave out the number; nothing else may go, and nothing may come.
    const mayDrop = plurals.has(key.replace(form, '')) && !key.endsWith('_other') ? '{{count}}' : '';
    const [has, needs] = [placeholders(own), placeholders(text)];
    for (const each of needs) if (!has.has(each) && each !== mayDrop) say(key, `lacks ${each}`);
    for (const each of has) if (!needs.has(each)) say(key, `has ${each}, which the English text has not`);
    const isEnglish = own === text && words(text).length > 0 && !allowedEqual.has(text);
    if (isEnglish) say(key, `is still English: “${text}”`);
    if (language === 'ar' && !isEnglish && words(text).length > 0 && !/\p{Script=Arabic}/u.test(own)) {
      if (!allowedEqual.has(text)) say(key, `has no Arabic in it: “${own}”`);
    }
  }
  for (const key of target.keys()) if (!wanted.has(key)) say(key, 'is not in the English catalogue');
  // Who speaks to the device says what is written on the button.
  for (const [key, text] of target) {
    const shown = target.get(key.replace(/(Named|_named)$/, ''));
    const isNamed = shown !== undefined && shown !== text;
    if (isNamed && !wordsOf(text).includes(wordsOf(shown))) say(key, `does not contain “${shown}”`);
  }
  return complaints;
}

/** Whole words, with nothing but a blank between them: what somebody says is compared word by word. @param {string} text */
function wordsOf(text) {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}
