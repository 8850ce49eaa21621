/** Luma from which a pixel says nothing any more, 0..255. */
const BLOWN_OUT = 245;

/** Rec. 601 */
function lumaAt(rgba: Uint8ClampedArray, pixel: number): number {
  const at = pixel * 4;
  return 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
}

/**
 * Light and focus of a picture.
 * @param rgba four bytes a pixel, `side` × `side` pixels
 * @returns brightness: mean luma, 0..255 (Rec. 601); burnt: share of the pixels that are blown out, 0..1; sharpness:
 * variance of the four-neighbour Laplacian in thousandths of the brightness squared, so that a dark picture does not
 * count as a blurred one
 */
export function measureLight(
  rgba: Uint8ClampedArray,
  side: number,
): { brightness: number; burnt: number; sharpness: number } {
  const grey = new Float32Array(side * side);
  let total = 0;
  let blown = 0;
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const luma = lumaAt(rgba, pixel);
    grey[pixel] = luma;
    total += luma;
    if (luma >= BLOWN_OUT) blown++;
  }
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const at = y * side + x;
      const edge = getAt(at - 1) + getAt(at + 1) + getAt(at - side) + getAt(at + side) - 4 * getAt(at);
      sum += edge;
      squares += edge * edge;
    }
  }
  const count = (side - 2) * (side - 2);
  const brightness = total / grey.length;
  const variance = squares / count - (sum / count) ** 2;
  return {
    brightness,
    burnt: blown / grey.length,
    sharpness: brightness === 0 ? 0 : (1000 * variance) / brightness ** 2,
  };

  function getAt(index: number): number {
    return grey[index] ?? 0;
  }
}

/** In pixels of the picture. */
type Area = { x: number; y: number; width: number; height: number };

/**
 * What glasses reflect hides the eyes.
 * @param eyes around each eye, within a picture of `side` × `side` pixels
 * @returns share of the worse eye's pixels that are blown out, 0..1
 */
export function measureGlare(rgba: Uint8ClampedArray, side: number, eyes: readonly Area[]): number {
  const shares = eyes.map((eye) => {
    let blown = 0;
    let count = 0;
    const bottom = Math.min(side, Math.ceil(eye.y + eye.height));
    const right = Math.min(side, Math.ceil(eye.x + eye.width));
    for (let y = Math.max(0, Math.floor(eye.y)); y < bottom; y++) {
      for (let x = Math.max(0, Math.floor(eye.x)); x < right; x++) {
        count++;
        if (lumaAt(rgba, y * side + x) >= BLOWN_OUT) blown++;
      }
    }
    return count === 0 ? 0 : blown / count;
  });
  return Math.max(0, ...shares);
}

/** Every so many pixels in both directions say enough of a background. */
const BACKDROP_STEP = 4;

/**
 * Mean luma (0..255) of what is not the face, in the upper left `width` × `height` of a picture `side` pixels wide;
 * the face's own where there is nothing else.
 */
export function measureBackdrop(
  rgba: Uint8ClampedArray,
  side: number,
  { width, height }: { width: number; height: number },
  face: Area,
): number {
  let [inside, outside, insideCount, outsideCount] = [0, 0, 0, 0];
  for (let y = 0; y < Math.floor(height); y += BACKDROP_STEP) {
    for (let x = 0; x < Math.floor(width); x += BACKDROP_STEP) {
      const luma = lumaAt(rgba, y * side + x);
      if (x >= face.x && x < face.x + face.width && y >= face.y && y < face.y + face.height) {
        inside += luma;
        insideCount++;
      } else {
        outside += luma;
        outsideCount++;
      }
    }
  }
  if (outsideCount > 0) return outside / outsideCount;
  return insideCount > 0 ? inside / insideCount : 0;
}
