import { type CameraEnd, type CameraRefusal, openCamera } from '#face/camera.ts';

type Scanner = { kind: 'open'; close: () => void };

/** What the browser brings along to read codes, where it does. */
type NativeDetector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
declare global {
  // The name is the browser's.
  var BarcodeDetector:
    | ((new (options: { formats: string[] }) => NativeDetector) & { getSupportedFormats(): Promise<string[]> })
    | undefined;
}

/** Pictures a second that are looked at: a hand is not quicker, and the phone stays cool. */
const LOOK_MS = 200;

/** Width of the picture that our own decoder gets: large enough for a code across a classroom. */
const DECODED_WIDTH = 800;

/**
 * Opens the camera at the back and reads QR codes from it until `onText` says that one was meant or `close()`.
 * @param onText true ends the scanner
 * @param onEnded when the camera goes away meanwhile
 */
export async function openScanner(
  video: HTMLVideoElement,
  onText: (text: string) => boolean,
  onEnded: (why: CameraEnd) => void,
  signal: AbortSignal,
): Promise<Scanner | CameraRefusal> {
  const camera = await openCamera({ signal, facing: 'environment', width: 1280, height: 720 });
  if (camera.kind !== 'open') return camera;
  let isOpen = true;
  const close = () => {
    isOpen = false;
    camera.close();
  };
  signal.addEventListener('abort', close, { once: true });
  camera.onEnded = (why) => {
    isOpen = false;
    onEnded(why);
  };
  await camera.attach(video);
  const read = await chooseReader();
  const look = async () => {
    if (!isOpen) return;
    const text = await read(video);
    if (!isOpen) return;
    if (text !== null && onText(text)) return close();
    setTimeout(() => void look(), LOOK_MS);
  };
  void look();
  return { kind: 'open', close };
}

type Reader = (video: HTMLVideoElement) => Promise<string | null>;

async function chooseReader(): Promise<Reader> {
  const Native = globalThis.BarcodeDetector;
  if (Native && (await Native.getSupportedFormats()).includes('qr_code')) {
    const detector = new Native({ formats: ['qr_code'] });
    return async (video) => {
      const [found] = await detector.detect(video).catch(() => []);
      return found?.rawValue ?? null;
    };
  }
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (!context || video.videoWidth === 0) return null;
    canvas.width = Math.min(DECODED_WIDTH, video.videoWidth);
    canvas.height = Math.round((canvas.width / video.videoWidth) * video.videoHeight);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // No code in this picture.
      return null;
    }
  };
}
