import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

type Verdict = 'stopped' | 'reviewed' | 'not stopped';
/** `atMost` is a share of tries that may be accepted where a verdict of "not stopped" names one. */
export type Threat = {
  id: string;
  attack: string;
  verdict: Verdict;
  atMost: number;
  shownBy: string;
  isTried: boolean;
};

/** Every row of the tables that begin with `| id |`. @throws where a row cannot be understood or names no test */
export function readThreats(file = 'docs/threat-model.md'): Threat[] {
  const lines = readFileSync(`${root}${file}`, 'utf8').split('\n');
  let isTable = false;
  const threats: Threat[] = [];
  for (const line of lines) {
    if (/^\| id \|/.test(line)) isTable = true;
    else if (!line.startsWith('|')) isTable = false;
    else if (isTable && !/^\|[-| ]+$/.test(line)) threats.push(readRow(line));
  }
  const ids = threats.map(({ id }) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  if (twice.length > 0) throw new Error(`Rows with one id: ${twice.join(', ')}`);
  return threats;
}

function readRow(line: string): Threat {
  const [id = '', attack = '', said = '', , shownBy = ''] = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  const [, verdict, limit] = /^(stopped|reviewed|not stopped)(?:, at most (\d+(?:\.\d+)?) %)?$/.exec(said) ?? [];
  if (!/^`[a-z-]+`$/.test(id) || !isVerdict(verdict)) throw new Error(`This row cannot be understood: ${line}`);
  const isTried = /\bredteam\b/.test(shownBy);
  checkTests(id, shownBy);
  if (!isTried && !shownBy.includes('`') && verdict !== 'not stopped')
    throw new Error(`${id} names no test: ${shownBy}`);
  return { id: id.slice(1, -1), attack, verdict, atMost: limit ? Number(limit) / 100 : 1, shownBy, isTried };
}

function isVerdict(word: string | undefined): word is Verdict {
  return word === 'stopped' || word === 'reviewed' || word === 'not stopped';
}

/** A test is named as its file and its words: `path/to/x.test.ts` "words". Both must be there. */
function checkTests(id: string, shownBy: string): void {
  for (const [, file = '', words = ''] of shownBy.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)` "([^"]+)"/g)) {
    if (!existsSync(`${root}${file}`)) throw new Error(`${id} names ${file}, which is not there.`);
    const source = readFileSync(`${root}${file}`, 'utf8').replaceAll(String.raw`\'`, "'");
    if (!source.includes(words)) throw new Error(`${id} names "${words}", which ${file} does not have.`);
  }
}
