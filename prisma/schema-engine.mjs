#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine where that cannot be downloaded: the same arguments, the same JSON-RPC
 * over standard input and output, the same engine compiled to WebAssembly (@prisma/schema-engine-wasm) on node-postgres.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { createDatabase, createEngineAdapter } from './schema-engine-adapter.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datamodels: { type: 'string', short: 'd', multiple: true, default: [] },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
});
const url = values.datasource ? String(JSON.parse(values.datasource).url ?? '') : '';
// The engine writes its last words here when it panics; the exception itself only says "unreachable".
const lastWords = {
  message: '',
  set_message(text) {
    this.message = text;
  },
};
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: lastWords });
/** @type {number | null} the request under way */
let inWork = null;
process.on('uncaughtException', panic);
const { SchemaEngine, version } = await loadEngine();

if (values.version) console.log(`schema-engine-cli ${version()}`);
else if (positionals[0] === 'cli') await runOnce(positionals[1]);
else await serve();

/** The package's entry imports the .wasm as a module, which only the newest run times do. */
async function loadEngine() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}

async function runOnce(command) {
  const adapter = createEngineAdapter(url);
  try {
    if (command === 'create-database') await createDatabase(url);
    else if (command === 'can-connect-to-database') await (await adapter.connect()).probe();
    else throw new Error(`This engine has no command "${command}".`);
  } catch (error) {
    const { message, code } = explain(error);
    const line = {
      level: 'ERROR',
      target: 'schema_engine::logger',
      fields: { message, error_code: code, is_panic: false },
    };
    // The caller skips the first line.
    process.stderr.write(
      `${JSON.stringify({ level: 'INFO', fields: { message: command } })}\n${JSON.stringify(line)}\n`,
    );
    process.exitCode = 1;
  } finally {
    await adapter.end();
  }
}

async function serve() {
  const adapter = createEngineAdapter(url);
  const datamodels = await Promise.all(values.datamodels.map(async (path) => [path, await readFile(path, 'utf8')]));
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  /** @type {import('@prisma/schema-engine-wasm').SchemaEngine | undefined} */
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    // Answers to our own "print" carry no method.
    if (!request.method) continue;
    inWork = request.id;
    try {
      if (request.method === 'createDatabase') {
        send({ id: request.id, result: { databaseName: await createDatabase(url) } });
        continue;
      }
      engine ??= await SchemaEngine.new({ datamodels: datamodels.length ? datamodels : undefined }, () => {}, bound);
      const method = request.method === 'getDatabaseVersion' ? 'version' : request.method;
      const result = (await engine[method](request.params)) ?? {};
      if (method === 'diff' && result.stdout) send({ id: 0, method: 'print', params: { content: result.stdout } });
      send({ id: request.id, result: method === 'diff' ? { ...result, stdout: null } : result });
    } catch (error) {
      const { message, code } = explain(error, bound);
      send({ id: request.id, error: { code: 4466, message, data: { is_panic: false, message, error_code: code } } });
    }
  }
  await adapter.end();
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/**
 * A panic is answered as an error of the request it met: when the engine dies instead, the command line waits for it
 * on an unreferenced timer, prints nothing and succeeds.
 */
function panic(error) {
  const message = lastWords.message || String(error?.stack ?? error);
  if (inWork === null) {
    process.stderr.write(`${message}\n`);
    process.exit(101);
  }
  send({ id: inWork, error: { code: 4466, message, data: { is_panic: false, message } } });
  process.stdin.on('end', () => process.exit(101)).resume();
}

/** @returns {{message: string, code: string | null}} the user-facing error and Prisma's code, e.g. P1001 */
function explain(error, bound) {
  const lost = /error id: (\d+)|"id":\s*(\d+)/i.exec(String(error?.message));
  const cause = lost && bound?.errorRegistry.consumeError(Number(lost[1] ?? lost[2]))?.error;
  const own = cause ?? error;
  return {
    message: String(own?.message || own),
    code: own?.prismaCode ?? (/^P\d{4}$/.test(own?.code ?? '') ? own.code : null),
  };
}
