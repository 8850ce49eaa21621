import { FaceError } from './face-error.ts';

/** `public/models/manifest.json`: what each model file must be. */
type ModelManifest = { files: Record<string, { sha256: string; bytes: number }> };

export type ModelFiles = Map<string, ArrayBuffer>;

/**
 * Fetches model files and hands them out only when each has the manifest's SHA-256.
 * Throws `FaceError` `offline`, `corrupt` or, where the page is not a secure context, `unsupported`.
 */
export async function loadModelFiles(
  baseUrl: string,
  names: readonly string[],
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<ModelFiles> {
  const bytes = await fetchBytes(`${baseUrl}manifest.json`, () => undefined);
  const manifest = parseManifest(new TextDecoder().decode(bytes));
  const totalBytes = names.reduce((sum, name) => sum + getEntry(manifest, name).bytes, 0);
  let loadedBytes = 0;
  const files = await Promise.all(
    names.map(async (name): Promise<[string, ArrayBuffer]> => {
      const { sha256 } = getEntry(manifest, name);
      // By content, so that caches may keep it for good.
      const file = await fetchBytes(`${baseUrl}${name}?v=${sha256.slice(0, 16)}`, (length) => {
        loadedBytes += length;
        onProgress(loadedBytes, totalBytes);
      });
      if ((await hash(file)) !== sha256) throw new FaceError('corrupt', `${name} is not the file of the manifest.`);
      return [name, file];
    }),
  );
  return new Map(files);
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
    files[name] = { sha256: entry.sha256, bytes: entry.bytes };
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

async function fetchBytes(url: string, onBytes: (length: number) => void): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        onBytes(chunk.byteLength);
        controller.enqueue(chunk);
      },
    });
    return await new Response(response.body.pipeThrough(counted)).arrayBuffer();
  } catch (cause) {
    throw new FaceError('offline', `${url} did not arrive.`, { cause });
  }
}

async function hash(file: ArrayBuffer): Promise<string> {
  if (!globalThis.crypto?.subtle) throw new FaceError('unsupported', 'Only a secure page can check the models.');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', file));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
