// Reads docker/ as the engine would, where no engine is at hand: syntax and good manners of every Dockerfile, and
// what the compose file has to keep to.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { parseDocument } from 'yaml';
import { root } from './run.mjs';

const folder = join(root, 'docker');
/** @type {string[]} */
const problems = [];

const severities = {
  deprecatedMaintainer: ValidationSeverity.ERROR,
  directiveCasing: ValidationSeverity.ERROR,
  emptyContinuationLine: ValidationSeverity.ERROR,
  instructionCasing: ValidationSeverity.ERROR,
  instructionCmdMultiple: ValidationSeverity.ERROR,
  instructionEntrypointMultiple: ValidationSeverity.ERROR,
  instructionHealthcheckMultiple: ValidationSeverity.ERROR,
  instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
  instructionWorkdirRelative: ValidationSeverity.ERROR,
};

const dockerfiles = readdirSync(folder).filter((name) => name.endsWith('.Dockerfile'));
if (dockerfiles.length === 0) problems.push('docker/ has no Dockerfile.');
for (const name of dockerfiles) {
  const text = readFileSync(join(folder, name), 'utf8');
  for (const { range, message } of validate(text, severities)) {
    problems.push(`docker/${name}:${range.start.line + 1} ${message}`);
  }
  const lastStage = text.slice(text.lastIndexOf('\nFROM '));
  if (!/^USER (?!root|0)\S+/m.test(lastStage)) problems.push(`docker/${name}: the last stage must not run as root.`);
  if (!/^HEALTHCHECK /m.test(lastStage)) problems.push(`docker/${name}: the last stage needs a HEALTHCHECK.`);
  if (/^FROM (?:--\S+ )?\S+:latest\b/m.test(text)) problems.push(`docker/${name}: name a version, not latest.`);
  for (const [, from] of text.matchAll(/^COPY (?!--from)(?:--\S+ )*([^\n]+) \S+$/gm)) {
    for (const path of from?.split(' ') ?? []) checkCopied(name, path);
  }
}

/** @param {string} dockerfile @param {string} path */
function checkCopied(dockerfile, path) {
  if (path.includes('*')) return;
  try {
    readdirSync(join(root, path));
  } catch (error) {
    // A file is "no directory"; only what is absent is wrong.
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsent) problems.push(`docker/${dockerfile}: COPY names ${path}, which does not exist.`);
  }
}

const compose = parseDocument(readFileSync(join(folder, 'compose.yml'), 'utf8'), { strict: true, uniqueKeys: true });
for (const { message } of [...compose.errors, ...compose.warnings]) problems.push(`docker/compose.yml: ${message}`);
const { services = {}, volumes = {} } = compose.toJS() ?? {};
for (const [name, service] of Object.entries(services)) {
  if (!service.image && !service.build) problems.push(`docker/compose.yml: ${name} has neither image nor build.`);
  for (const other of Object.keys(service.depends_on ?? {})) {
    if (!services[other]) problems.push(`docker/compose.yml: ${name} depends on ${other}, which is not there.`);
    else if (!services[other].healthcheck) problems.push(`docker/compose.yml: ${other} needs a healthcheck.`);
  }
  for (const volume of service.volumes ?? []) {
    const [source] = String(volume).split(':');
    if (source && /^\w/.test(source) && !(source in volumes)) problems.push(`docker/compose.yml: no volume ${source}.`);
  }
  for (const [key, value] of Object.entries(service.environment ?? {})) {
    if (/PASSWORD|SECRET|_KEY$/.test(key) && !/^\$\{\w+:\?/.test(String(value))) {
      problems.push(`docker/compose.yml: ${name} must take ${key} from outside.`);
    }
  }
}
const example = readFileSync(join(folder, 'example.env'), 'utf8');
for (const [, name] of readFileSync(join(folder, 'compose.yml'), 'utf8').matchAll(/\$\{(\w+):\?/g)) {
  if (!new RegExp(`^${name}=$`, 'm').test(example)) problems.push(`docker/example.env: ${name}= must be there, empty.`);
}

for (const problem of problems) console.error(problem);
console.log(
  `docker: ${dockerfiles.length} Dockerfile, ${Object.keys(services).length} services, ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
