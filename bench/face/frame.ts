/**
 * A photograph as a phone's camera would give it: in the middle of 640 × 480, `fill` of the height, the rest grey.
 * Detectors miss crops that are all face.
 */
export async function drawFrame(url: string, fill: number): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.fillStyle = '#888';
  brush.fillRect(0, 0, 640, 480);
  const scale = Math.min((480 * fill) / image.height, (640 * fill) / image.width);
  const [width, height] = [image.width * scale, image.height * scale];
  brush.drawImage(image, (640 - width) / 2, (480 - height) / 2, width, height);
  return canvas;
}
