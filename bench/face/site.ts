import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { findPeerFile } from './peers.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const requireFromWeb = createRequire(join(root, 'apps/web/package.json'));
const faceApiFolder = dirname(requireFromWeb.resolve('@vladmandic/face-api/package.json'));
const wasmFolder = dirname(requireFromWeb.resolve('@tensorflow/tfjs-backend-wasm'));

/** The app's own policy, so that nothing is measured that would not run there. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:";

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
};

export type Site = {
  address: string;
  /** Brotli bytes (quality 11) of every script, wasm and model file asked for since the last call. */
  countBytes(): Promise<number>;
  /** Sends other bytes for a model file, or 404 for null, until `restoreModels`. */
  spoilModel(name: string, bytes: Buffer | null): void;
  restoreModels(): void;
  close(): Promise<void>;
};

/** Builds the pages of this folder as the app is built, and serves them with the models and the given photographs. */
export async function openSite(photographs: readonly string[]): Promise<Site> {
  const out = await mkdtemp(join(tmpdir(), 'hadir-bench-'));
  await build(out);
  let asked = new Set<string>();
  const spoiled = new Map<string, Buffer | null>();

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const other = spoiled.get(path);
    if (other) return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(other);
    const file = other === null ? undefined : find(path);
    if (!file) return void response.writeHead(404).end();
    if (['.js', '.json', '.wasm', '.bin'].includes(extname(file))) asked.add(file);
    send(file, response);
  });

  function find(path: string): string | undefined {
    const [, folder = '', name = ''] = path.split('/');
    if (folder === 'photographs') return photographs[Number.parseInt(name, 10)];
    if (folder === 'models') return findModel(name);
    if (folder === 'wasm') return join(wasmFolder, name);
    if (folder === 'peers') return findPeerFile(name);
    return path.includes('..') ? undefined : join(out, path);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The bench server has no port.');
  return {
    address: `http://127.0.0.1:${address.port}`,
    async countBytes() {
      const files = asked;
      asked = new Set();
      let bytes = 0;
      for (const file of files) bytes += await measureCompressed(file);
      return bytes;
    },
    spoilModel: (name, bytes) => void spoiled.set(`/models/${name}`, bytes),
    restoreModels: () => spoiled.clear(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(out, { recursive: true, force: true });
    },
  };
}

/** As the API serves it; what the app does not use comes from its package. */
function findModel(name: string): string {
  const ours = join(root, 'public/models', name);
  return existsSync(ours) ? ours : join(faceApiFolder, 'model', name);
}

const compressed = new Map<string, number>();

async function measureCompressed(file: string): Promise<number> {
  const known = compressed.get(file);
  if (known !== undefined) return known;
  const bytes = await readFile(file);
  const { length } = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  compressed.set(file, length);
  return length;
}

function send(file: string, response: ServerResponse): void {
  const stream = createReadStream(file);
  stream.on('open', () => {
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const headers = { 'content-type': type, 'content-security-policy': POLICY };
    // As the app's own files are kept, so that a second visit is one.
    const isKept = ['.js', '.json', '.wasm', '.bin'].includes(extname(file));
    response.writeHead(200, { ...headers, 'cache-control': isKept ? 'public, max-age=3600' : 'no-store' });
    stream.pipe(response);
  });
  stream.on('error', () => response.writeHead(404).end());
}

async function build(outDir: string): Promise<void> {
  const pages = fileURLToPath(new URL('./', import.meta.url));
  const { build: viteBuild, loadConfigFromFile } = await import('vite');
  const app = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(root, 'apps/web/vite.config.ts'));
  const aliases = app?.config.resolve?.alias;
  if (!Array.isArray(aliases)) throw new Error('The app has no face aliases any more.');
  await viteBuild({
    configFile: false,
    root: pages,
    logLevel: 'error',
    resolve: { alias: aliases },
    worker: { format: 'es', ...app?.config.worker },
    build: {
      ...app?.config.build,
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: (await readdir(pages)).filter((name) => name.endsWith('.html')).map((name) => join(pages, name)),
      },
    },
  });
}
