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

  it('says unsupported where the page is not secure, so that nothing can be checked', async () => {
    serve({ 'manifest.json': JSON.stringify({ files: whole }), 'a.bin': 'weights', 'a.json': '{}' });
    vi.stubGlobal('crypto', {});
    await expect(loadModelFiles('/models/', ['a.bin'], () => undefined)).rejects.toMatchObject({ kind: 'unsupported' });
  });

  it('refuses a manifest that is a page of HTML', () => {
    expect(() => parseManifest('<!doctype html>')).toThrow('not JSON');
  });
});
