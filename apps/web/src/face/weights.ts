import { FaceError } from './face-error.ts';
import { dropFile, hashFile, keepFile, keepManifest } from './model-cache.ts';

/** `packed`: about as many bytes as travel. */
type ModelFile = { sha256: string; bytes: number; packed: number };

/** `public/models/manifest.json`: what each model file must be. */
type ModelManifest = { files: Record<string, ModelFile> };

export type ModelFiles = Map<string, ArrayBuffer>;

/**
 * Fetches model files and hands them out only when each has the manifest's SHA-256. A kept copy that has not is dropped
 * and fetched anew, once; a kept manifest that does not go with the files, too.
 * @param onProgress bytes as they travel, packed
 * @throws FaceError `offline`, `corrupt` or, where the page is not a secure context, `unsupported`
 */
export async function loadModelFiles(
  baseUrl: string,
  names: readonly string[],
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<ModelFiles> {
  const url = `${baseUrl}manifest.json`;
  try {
    return await loadByManifest(baseUrl, await loadManifest(url, url), names, onProgress);
  } catch (error) {
    if (!(error instanceof FaceError) || error.kind !== 'corrupt') throw error;
    return await loadByManifest(baseUrl, await loadManifest(`${url}?now`, url), names, onProgress);
  }
}

async function loadManifest(url: string, keptAs: string): Promise<ModelManifest> {
  const bytes = await fetchBytes(url);
  const manifest = parseManifest(new TextDecoder().decode(bytes));
  await keepManifest(keptAs, bytes);
  return manifest;
}

async function loadByManifest(
  baseUrl: string,
  manifest: ModelManifest,
  names: readonly string[],
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<ModelFiles> {
  const totalBytes = names.reduce((sum, name) => sum + getEntry(manifest, name).packed, 0);
  const loaded = new Map<string, number>();
  const files = await Promise.all(
    names.map(async (name): Promise<[string, ArrayBuffer]> => {
      const entry = getEntry(manifest, name);
      const file = await loadFile(`${baseUrl}${name}`, entry, (length) => {
        loaded.set(name, Math.min(entry.packed, (length / entry.bytes) * entry.packed));
        const sum = [...loaded.values()].reduce((total, part) => total + part, 0);
        onProgress(Math.round(sum), totalBytes);
      });
      return [name, file];
    }),
  );
  return new Map(files);
}

async function loadFile(url: string, { sha256 }: ModelFile, onBytes: (length: number) => void): Promise<ArrayBuffer> {
  // By content, so that caches may keep it for good.
  const versioned = `${url}?v=${sha256.slice(0, 16)}`;
  let file = await fetchBytes(versioned, onBytes);
  if ((await hashFile(file)) !== sha256) {
    await dropFile(versioned);
    file = await fetchBytes(versioned, onBytes, { cache: 'reload' });
  }
  if ((await hashFile(file)) !== sha256) {
    // The service worker keeps what it fetches before anybody has looked at it.
    await dropFile(versioned);
    throw new FaceError('corrupt', `${url} is not the file of the manifest.`);
  }
  await keepFile(versioned, file);
  return file;
}

/** The manifest's files by name, with hex SHA-256 and bytes; entries of another shape are left out. @throws FaceError `corrupt` */
export function parseManifest(text: string): ModelManifest {
  const files: ModelManifest['files'] = {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new FaceError('corrupt', 'The model manifest is not JSON.', { cause });
  }
  const entries = isRecord(value) && isRecord(value.files) ? Object.entries(value.files) : [];
  for (const [name, entry] of entries) {
    if (!isRecord(entry) || typeof entry.sha256 !== 'string' || typeof entry.bytes !== 'number') continue;
    const packed = typeof entry.packed === 'number' ? entry.packed : entry.bytes;
    files[name] = { sha256: entry.sha256, bytes: entry.bytes, packed };
  }
  return { files };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function getEntry({ files }: ModelManifest, name: string) {
  const entry = files[name];
  if (!entry) throw new FaceError('corrupt', `${name} is not in the model manifest.`);
  return entry;
}

/** @param onBytes called with how many have come so far */
async function fetchBytes(
  url: string,
  onBytes: (length: number) => void = () => undefined,
  init: RequestInit = {},
): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url, init);
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    let length = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        length += chunk.byteLength;
        onBytes(length);
        controller.enqueue(chunk);
      },
    });
    return await new Response(response.body.pipeThrough(counted)).arrayBuffer();
  } catch (cause) {
    throw new FaceError('offline', `${url} did not arrive.`, { cause });
  }
}
