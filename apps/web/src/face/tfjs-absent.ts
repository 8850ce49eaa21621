// Stands in the place of what face-api imports and the app must not ship: WebGL, and wasm with threads (whose glue
// needs `blob:` scripts). Threads are switched off before the backend starts, so nothing reaches for these.
export const wasmWorkerContents = '';
