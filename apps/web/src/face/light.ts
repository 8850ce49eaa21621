/**
 * Light and focus of a picture.
 * @param rgba four bytes a pixel, `side` × `side` pixels
 * @returns brightness: mean luma, 0..255 (Rec. 601); sharpness: variance of the four-neighbour Laplacian in thousandths
 * of the brightness squared, so that a dark picture does not count as a blurred one
 */
export function measureLight(rgba: Uint8ClampedArray, side: number): { brightness: number; sharpness: number } {
  const grey = new Float32Array(side * side);
  let total = 0;
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const at = pixel * 4;
    const luma = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
    grey[pixel] = luma;
    total += luma;
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
  return { brightness, sharpness: brightness === 0 ? 0 : (1000 * variance) / brightness ** 2 };

  function getAt(index: number): number {
    return grey[index] ?? 0;
  }
}
