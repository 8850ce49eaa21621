import { type CameraRefusal, classifyRefusal } from '#face/camera.ts';

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
 */
export async function openScanner(
  video: HTMLVideoElement,
  onText: (text: string) => boolean,
  signal: AbortSignal,
): Promise<Scanner | CameraRefusal> {
  if (!navigator.mediaDevices?.getUserMedia) return { kind: 'insecure' };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    signal.throwIfAborted();
    return { kind: classifyRefusal(error) };
  }
  let isOpen = true;
  const close = () => {
    isOpen = false;
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) close();
  signal.throwIfAborted();
  signal.addEventListener('abort', close, { once: true });
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  await video.play();
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
