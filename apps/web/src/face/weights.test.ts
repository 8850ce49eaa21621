import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadModelFiles, parseManifest } from './weights.ts';

/** `sha256sum` of the texts `weights` and `{}`. */
const whole = {
  'a.bin': { sha256: '9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c', bytes: 7 },
  'a.json': { sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', bytes: 2 },
};

/** A server of exactly these files. */
function serve(files: Record<string, string>) {
  vi.stubGlobal('fetch', async (url: string) => {
    const body = files[url.replace('/models/', '').replace(/\?.*/, '')];
    return body === undefined ? new Response(null, { status: 404 }) : new Response(body);
  });
}

/** The browser's caches, without a browser: one map of addresses to bodies. */
function makeCaches() {
  const kept = new Map<string, string>();
  const strip = (url: string) => url.replace(/\?.*/, '');
  const cache = {
    match: async (url: string) => (kept.has(url) ? new Response(kept.get(url)) : undefined),
    put: async (url: string, response: Response) => void kept.set(url, await response.text()),
    async delete(url: string, { ignoreSearch = false } = {}) {
      for (const one of kept.keys()) if (one === url || (ignoreSearch && strip(one) === strip(url))) kept.delete(one);
    },
  };
  vi.stubGlobal('caches', { open: async () => cache });
  return kept;
}

const versioned = `/models/a.bin?v=${whole['a.bin'].sha256.slice(0, 16)}`;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('loading model files', () => {
  it('hands out files that are what the manifest says and counts their bytes', async () => {
    serve({ 'manifest.json': JSON.stringify({ files: whole }), 'a.bin': 'weights', 'a.json': '{}' });
    const progress = vi.fn();
    const files = await loadModelFiles('/models/', ['a.bin', 'a.json'], progress);
    expect(new TextDecoder().decode(files.get('a.bin'))).toBe('weights');
    expect(files.size).toBe(2);
    expect(progress).toHaveBeenLastCalledWith(9, 9);
  });

  it.each([
    ['corrupt', 'one byte differs', { 'a.bin': 'weightz', 'a.json': '{}' }, { files: whole }],
    ['corrupt', 'the manifest does not know the file', { 'a.bin': 'weights', 'a.json': '{}' }, { files: {} }],
    ['corrupt', 'the manifest is no manifest', { 'a.bin': 'weights', 'a.json': '{}' }, ['a.bin']],
    ['offline', 'a file is missing', { 'a.json': '{}' }, { files: whole }],
  ])('rejects with %s when %s', async (kind, _, files, manifest) => {
    serve({ ...files, 'manifest.json': JSON.stringify(manifest) });
    const loading = loadModelFiles('/models/', ['a.bin', 'a.json'], () => undefined);
    await expect(loading).rejects.toMatchObject({ name: 'FaceError', kind });
  });

  it('keeps checked files and the manifest for a start without network, and of each file one version', async () => {
    const kept = makeCaches();
    kept.set('/models/a.bin?v=older', 'an older version');
    serve({ 'manifest.json': JSON.stringify({ files: whole }), 'a.bin': 'weights', 'a.json': '{}' });
    await loadModelFiles('/models/', ['a.bin'], () => undefined);
    expect([...kept].filter(([url]) => url.includes('a.bin'))).toEqual([[versioned, 'weights']]);
    expect(kept.get('/models/manifest.json')).toContain(whole['a.bin'].sha256);
  });

  it('drops a kept copy that is spoilt and fetches it anew, past every cache', async () => {
    const kept = makeCaches();
    kept.set(versioned, 'half of the wei');
    const modes: (string | undefined)[] = [];
    // As a service worker answers: what is kept first.
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      if (url.endsWith('manifest.json')) return new Response(JSON.stringify({ files: whole }));
      modes.push(init?.cache);
      return new Response(kept.get(url) ?? 'weights');
    });
    const files = await loadModelFiles('/models/', ['a.bin'], () => undefined);
    expect(new TextDecoder().decode(files.get('a.bin'))).toBe('weights');
    expect(modes).toEqual([undefined, 'reload']);
    expect(kept.get(versioned)).toBe('weights');
  });

  it('mends a copy that was cut short although the file came from elsewhere', async () => {
    const kept = makeCaches();
    kept.set(versioned, 'weig');
    serve({ 'manifest.json': JSON.stringify({ files: whole }), 'a.bin': 'weights' });
    await loadModelFiles('/models/', ['a.bin'], () => undefined);
    expect(kept.get(versioned)).toBe('weights');
  });

  it.each([
    ['does not know a file of this version of the app', {}],
    ['names an older version, which the server has no more', { 'a.bin': { sha256: 'f'.repeat(64), bytes: 7 } }],
  ])('asks for the newest manifest when the kept one %s', async (_, files) => {
    const kept = makeCaches();
    kept.set('/models/manifest.json', JSON.stringify({ files }));
    vi.stubGlobal('fetch', async (url: string) => {
      if (url === '/models/manifest.json') return new Response(kept.get(url));
      if (url === '/models/manifest.json?now') return new Response(JSON.stringify({ files: whole }));
      return new Response('weights');
    });
    const loaded = await loadModelFiles('/models/', ['a.bin'], () => undefined);
    expect(new TextDecoder().decode(loaded.get('a.bin'))).toBe('weights');
    expect(kept.get('/models/manifest.json')).toContain(whole['a.bin'].sha256);
  });

  it('keeps nothing of a file that stays spoilt', async () => {
    const kept = makeCaches();
    serve({ 'manifest.json': JSON.stringify({ files: whole }), 'a.bin': 'weightz' });
    const loading = loadModelFiles('/models/', ['a.bin'], () => undefined);
    await expect(loading).rejects.toMatchObject({ kind: 'corrupt' });
    expect(kept.has(versioned)).toBe(false);
  });

  it('counts bytes as they travel, packed', async () => {
    const files = { 'a.bin': { ...whole['a.bin'], packed: 4 } };
    serve({ 'manifest.json': JSON.stringify({ files }), 'a.bin': 'weights' });
    const progress = vi.fn();
    await loadModelFiles('/models/', ['a.bin'], progress);
    expect(progress).toHaveBeenLastCalledWith(4, 4);
  });

  it('says unsupported where the page is not secure, so that nothing can be checked', async () => {
    serve({ 'manifest.json': JSON.stringify({ files: whole }), 'a.bin': 'weights', 'a.json': '{}' });
    vi.stubGlobal('crypto', {});
    await expect(loadModelFiles('/models/', ['a.bin'], () => undefined)).rejects.toMatchObject({ kind: 'unsupported' });
  });

  it('refuses a manifest that is a page of HTML', () => {
    expect(() => parseManifest('<!doctype html>')).toThrow('not JSON');
  });
});
