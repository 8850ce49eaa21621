/** Share of the shorter side that the sign takes. */
const SIGN = 0.24;

/**
 * iPhones show a white page while an app starts unless there is a picture of exactly the screen's size. It is drawn here
 * when the page is open in Safari, where "Add to Home Screen" takes it along.
 */
export async function drawIosSplash(): Promise<void> {
  if (!/iPhone|iPad|iPod/.test(navigator.userAgent) || Reflect.get(navigator, 'standalone') === true) return;
  const icon = new Image();
  icon.src = '/icon.svg';
  await icon.decode();
  for (const orientation of ['portrait', 'landscape'] as const) add(icon, orientation);
}

function add(icon: HTMLImageElement, orientation: 'portrait' | 'landscape'): void {
  // iOS gives both as they are in portrait.
  const [short, long] = [Math.min(screen.width, screen.height), Math.max(screen.width, screen.height)];
  const [width, height] = orientation === 'portrait' ? [short, long] : [long, short];
  const canvas = document.createElement('canvas');
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const brush = canvas.getContext('2d');
  if (!brush) return;
  brush.fillStyle = '#f6f5f1';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  const side = short * devicePixelRatio * SIGN;
  brush.drawImage(icon, (canvas.width - side) / 2, (canvas.height - side) / 2, side, side);
  const link = document.createElement('link');
  link.rel = 'apple-touch-startup-image';
  link.media = `(orientation: ${orientation})`;
  link.href = canvas.toDataURL('image/png');
  document.head.append(link);
}
