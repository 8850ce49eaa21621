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

/** What a test leaves open the next one would go on with. */
const opened: FakeTrack[] = [];

function offer(getUserMedia: () => Promise<unknown>) {
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
}

function makeStream() {
  const track = new FakeTrack();
  opened.push(track);
  return { track, stream: { getTracks: () => [track], getVideoTracks: () => [track] } };
}

afterEach(() => {
  for (const track of opened.splice(0)) track.stop();
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

  it('closes the one that was open before when another one is chosen', async () => {
    const [first, second] = [makeStream(), makeStream()];
    offer(async () => first.stream);
    await openCamera();
    offer(async () => second.stream);
    const camera = await openCamera({ deviceId: 'second' });
    expect(first.track.readyState).toBe('ended');
    expect(camera).toMatchObject({ kind: 'open', label: 'Front camera', width: 640, height: 480 });
    expect(second.track.readyState).toBe('live');
    if (camera.kind === 'open') camera.close();
    expect(second.track.readyState).toBe('ended');
  });

  it('waits for the answer to one request before it asks for another camera', async () => {
    const [first, second] = [makeStream(), makeStream()];
    const answer = Promise.withResolvers<unknown>();
    const ask = vi.fn(() => answer.promise);
    offer(ask);
    const front = openCamera();
    ask.mockImplementation(async () => {
      expect(first.track.readyState).toBe('ended');
      return second.stream;
    });
    const back = openCamera({ facing: 'environment' });
    expect(ask).toHaveBeenCalledOnce();
    answer.resolve(first.stream);
    await expect(front).resolves.toEqual({ kind: 'busy' });
    await expect(back).resolves.toMatchObject({ kind: 'open' });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks once and keeps one stream when the same camera is wanted twice at a time', async () => {
    const { track, stream } = makeStream();
    const ask = vi.fn(async () => stream);
    offer(ask);
    const opened = await Promise.all([openCamera(), openCamera()]);
    expect(opened).toMatchObject([{ kind: 'busy' }, { kind: 'open' }]);
    expect(ask).toHaveBeenCalledOnce();
    expect(track.readyState).toBe('live');
  });

  it('goes on with the request of a run that was given up, as a screen that is mounted twice does', async () => {
    const { track, stream } = makeStream();
    const answer = Promise.withResolvers<unknown>();
    const ask = vi.fn(() => answer.promise);
    offer(ask);
    const first = new AbortController();
    const given = openCamera({ signal: first.signal });
    first.abort(new Error('left'));
    const camera = openCamera();
    answer.resolve(stream);
    await expect(given).rejects.toThrow('left');
    await expect(camera).resolves.toMatchObject({ kind: 'open' });
    expect(ask).toHaveBeenCalledOnce();
    expect(track.readyState).toBe('live');
  });

  it('goes on with a stream that is still live, and asks again for one that has ended', async () => {
    const [one, two] = [makeStream(), makeStream()];
    const ask = vi.fn(async () => one.stream);
    offer(ask);
    const earlier = await openCamera();
    const camera = await openCamera();
    expect(ask).toHaveBeenCalledOnce();
    // The earlier one has nothing to say any more.
    if (earlier.kind === 'open') earlier.close();
    expect(one.track.readyState).toBe('live');
    if (camera.kind === 'open') camera.close();
    ask.mockResolvedValue(two.stream);
    await openCamera();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks again after a denial', async () => {
    const { stream } = makeStream();
    const ask = vi.fn<() => Promise<unknown>>(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    offer(ask);
    await expect(openCamera()).resolves.toEqual({ kind: 'denied' });
    ask.mockResolvedValue(stream);
    await expect(openCamera()).resolves.toMatchObject({ kind: 'open' });
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

  it('stops the stream when the screen is left', async () => {
    const { track, stream } = makeStream();
    const leaving = new AbortController();
    offer(async () => stream);
    await openCamera({ signal: leaving.signal });
    leaving.abort();
    expect(track.readyState).toBe('ended');
  });

  it('tells when the device goes away', async () => {
    const { track, stream } = makeStream();
    offer(async () => stream);
    const camera = await openCamera();
    if (camera.kind !== 'open') throw new Error(camera.kind);
    camera.onEnded = vi.fn();
    track.stop();
    track.dispatchEvent(new Event('ended'));
    expect(camera.onEnded).toHaveBeenCalledExactlyOnceWith('busy');
  });

  it('lists the cameras whose names are known', async () => {
    const devices = [
      { kind: 'videoinput', deviceId: 'a', label: 'Front' },
      { kind: 'videoinput', deviceId: 'b', label: '' },
      { kind: 'audioinput', deviceId: 'c', label: 'Microphone' },
    ];
    const { stream } = makeStream();
    const mediaDevices = { getUserMedia: async () => stream, enumerateDevices: async () => devices };
    vi.stubGlobal('navigator', { mediaDevices });
    const camera = await openCamera();
    if (camera.kind !== 'open') throw new Error(camera.kind);
    await expect(camera.list()).resolves.toEqual([{ id: 'a', label: 'Front' }]);
  });
});
