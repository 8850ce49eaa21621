/** How far encodings are looked for, bytes. */
const looksAt = 4096;

type Decoded = { text: string; encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252' };

/**
 * Text of unknown encoding: by its mark, else by where its zeros lie, else UTF-8 when it is valid, else what older
 * Excel writes. Every sequence of bytes is valid Windows-1252, so there is always an answer.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'UTF-16LE');
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'UTF-16BE');
  const zeros = countZeros(bytes.subarray(0, looksAt));
  const half = Math.min(bytes.length, looksAt) / 2;
  if (zeros.odd > half * 0.4 && zeros.even < half * 0.1) return decoded(bytes, 'UTF-16LE');
  if (zeros.even > half * 0.4 && zeros.odd < half * 0.1) return decoded(bytes, 'UTF-16BE');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return decoded(bytes, 'Windows-1252');
  }
}

/** The byte order mark is taken off. */
function decoded(bytes: Uint8Array, encoding: Decoded['encoding']): Decoded {
  return { text: new TextDecoder(encoding.toLowerCase()).decode(bytes), encoding };
}

function countZeros(bytes: Uint8Array): { even: number; odd: number } {
  let even = 0;
  let odd = 0;
  bytes.forEach((byte, at) => {
    if (byte === 0 && at % 2 === 0) even += 1;
    if (byte === 0 && at % 2 === 1) odd += 1;
  });
  return { even, odd };
}
