import sharp from 'sharp';

/** Size of the picture, as a camera would give it. */
const WIDTH = 640;
const HEIGHT = 480;

/**
 * A face that belongs to nobody: ellipses, strokes and shades, just enough for the detector and the landmarks to take it
 * for one. PNG.
 */
export async function drawFace(): Promise<Buffer> {
  return await sharp(Buffer.from(face)).blur(1.1).png({ palette: true, colours: 160, dither: 0 }).toBuffer();
}

const eye = (x: number) => `
  <ellipse cx="${x}" cy="212" rx="27" ry="17" fill="#8a5a44" opacity="0.35"/>
  <path d="M${x - 23} 214 Q${x} 196 ${x + 23} 214 Q${x} 226 ${x - 23} 214Z" fill="#f4efe9"/>
  <circle cx="${x}" cy="212" r="9.5" fill="#4a2f1f"/><circle cx="${x}" cy="212" r="4.5" fill="#120b08"/>
  <circle cx="${x + 3}" cy="208" r="2.2" fill="#fff"/>
  <path d="M${x - 25} 214 Q${x} 193 ${x + 25} 213" fill="none" stroke="#2a1a14" stroke-width="4.5"/>
  <path d="M${x - 22} 216 Q${x} 228 ${x + 22} 215" fill="none" stroke="#7a4b3a" stroke-width="1.6"/>
  <path d="M${x - 27} 203 Q${x} 184 ${x + 27} 202" fill="none" stroke="#8d5b45" stroke-width="2.4" opacity="0.7"/>`;

const face = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
  <defs>
    <radialGradient id="skin" cx="0.46" cy="0.42" r="0.62">
      <stop offset="0" stop-color="#e8b896"/><stop offset="0.6" stop-color="#d39a76"/><stop offset="1" stop-color="#9a6348"/>
    </radialGradient>
    <radialGradient id="wall" cx="0.5" cy="0.4" r="0.8">
      <stop offset="0" stop-color="#b9bdb8"/><stop offset="1" stop-color="#858c8a"/>
    </radialGradient>
    <linearGradient id="neck" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#8b573e"/><stop offset="1" stop-color="#c48b69"/>
    </linearGradient>
    <filter id="soft"><feGaussianBlur stdDeviation="7"/></filter>
    <filter id="softer"><feGaussianBlur stdDeviation="3"/></filter>
  </defs>
  <rect width="100%" height="100%" fill="url(#wall)"/>
  <path d="M150 480 Q170 405 262 388 L378 388 Q470 405 490 480Z" fill="#35536b"/>
  <path d="M272 330 L272 400 Q320 432 368 400 L368 330Z" fill="url(#neck)"/>
  <path d="M204 230 Q186 78 320 72 Q454 78 436 230 L430 150 L210 150Z" fill="#2b1d17"/>
  <ellipse cx="214" cy="232" rx="16" ry="30" fill="#b97f5f"/><ellipse cx="426" cy="232" rx="16" ry="30" fill="#b97f5f"/>
  <path d="M216 190 Q218 106 320 104 Q422 106 424 190 Q430 290 394 336 Q352 380 320 380 Q288 380 246 336 Q210 290 216 190Z" fill="url(#skin)"/>
  <path d="M210 200 Q206 100 320 88 Q434 100 430 200 Q420 140 372 128 Q300 152 246 136 Q218 152 210 200Z" fill="#2b1d17"/>
  <ellipse cx="258" cy="276" rx="26" ry="18" fill="#d6806a" opacity="0.35" filter="url(#soft)"/>
  <ellipse cx="382" cy="276" rx="26" ry="18" fill="#d6806a" opacity="0.35" filter="url(#soft)"/>
  <path d="M240 186 Q264 170 294 182 L294 189 Q266 178 240 193Z" fill="#2b1d17"/>
  <path d="M400 186 Q376 170 346 182 L346 189 Q374 178 400 193Z" fill="#2b1d17"/>
  ${eye(268)}${eye(372)}
  <path d="M308 200 Q300 250 294 268 Q300 284 320 285 Q340 284 346 268 Q340 250 332 200" fill="#a86e50" opacity="0.4" filter="url(#softer)"/>
  <path d="M318 196 Q316 244 318 266" stroke="#f3cfb3" stroke-width="9" fill="none" opacity="0.7" filter="url(#softer)"/>
  <path d="M292 268 Q290 282 304 281 Q312 289 320 289 Q328 289 336 281 Q350 282 348 268" fill="none" stroke="#7d4a36" stroke-width="3.4"/>
  <ellipse cx="306" cy="280" rx="6" ry="3.6" fill="#5d3325"/><ellipse cx="334" cy="280" rx="6" ry="3.6" fill="#5d3325"/>
  <path d="M312 292 L310 304 M328 292 L330 304" stroke="#a86e50" stroke-width="2" opacity="0.6"/>
  <path d="M276 322 Q300 308 320 314 Q340 308 364 322 Q342 326 320 326 Q298 326 276 322Z" fill="#a34c44"/>
  <path d="M276 322 Q298 326 320 326 Q342 326 364 322 Q346 346 320 346 Q294 346 276 322Z" fill="#c0665c"/>
  <path d="M274 322 Q298 328 320 326 Q342 328 366 322" fill="none" stroke="#5e2925" stroke-width="3"/>
  <ellipse cx="320" cy="356" rx="24" ry="5" fill="#8b573e" opacity="0.45" filter="url(#softer)"/>
  <path d="M222 250 Q232 330 286 366 Q250 350 228 304Z" fill="#7d4a36" opacity="0.45" filter="url(#soft)"/>
  <path d="M418 250 Q408 330 354 366 Q390 350 412 304Z" fill="#7d4a36" opacity="0.45" filter="url(#soft)"/>
</svg>`;
