import { afterEach, describe, expect, it, vi } from 'vitest';
import { classifyRefusal, openCamera } from './camera.ts';

class FakeTrack extends EventTarget {
  label = 'Front camera';
  readyState = 'live';
  getSettings() {
    return { width: 640, height: 480 };
  }
  stop() {
    this.readyState = 'ended';
  }
}

function offer(getUserMedia: () => Promise<unknown>) {
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
}

function makeStream() {
  const track = new FakeTrack();
  return { track, stream: { getTracks: () => [track], getVideoTracks: () => [track] } };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the camera', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'absent'],
    ['OverconstrainedError', 'absent'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('answers %s with %s', async (name, kind) => {
    offer(() => Promise.reject(new DOMException('no', name)));
    await expect(openCamera()).resolves.toEqual({ kind });
  });

  it('says insecure where the browser offers none', async () => {
    vi.stubGlobal('navigator', {});
    await expect(openCamera()).resolves.toEqual({ kind: 'insecure' });
  });

  it('does not swallow what it does not know', () => {
    expect(() => classifyRefusal(new Error('boom'))).toThrow('boom');
  });

  it('closes the one that was open before', async () => {
    const [first, second] = [makeStream(), makeStream()];
    offer(async () => first.stream);
    await openCamera();
    offer(async () => second.stream);
    const camera = await openCamera();
    expect(first.track.readyState).toBe('ended');
    expect(camera).toMatchObject({ kind: 'open', label: 'Front camera', width: 640, height: 480 });
    expect(second.track.readyState).toBe('live');
  });

  it('keeps one stream when two are asked for at the same time', async () => {
    const streams = [makeStream(), makeStream()];
    let next = 0;
    offer(async () => streams[next++]?.stream);
    await Promise.all([openCamera(), openCamera()]);
    expect(streams.filter(({ track }) => track.readyState === 'live')).toHaveLength(1);
  });

  it('stops a stream that comes after the page was left', async () => {
    const { track, stream } = makeStream();
    const leaving = new AbortController();
    offer(async () => {
      leaving.abort(new Error('left'));
      return stream;
    });
    await expect(openCamera({ signal: leaving.signal })).rejects.toThrow('left');
    expect(track.readyState).toBe('ended');
  });

  it('tells when the device goes away', async () => {
    const { track, stream } = makeStream();
    offer(async () => stream);
    const camera = await openCamera();
    if (camera.kind !== 'open') throw new Error(camera.kind);
    camera.onEnded = vi.fn();
    track.dispatchEvent(new Event('ended'));
    expect(camera.onEnded).toHaveBeenCalledOnce();
  });
});
