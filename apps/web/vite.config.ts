import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { faceAliases } from './build/face-bundle.ts';
import { scriptBudget } from './build/script-budget.ts';
import { findStaffOnly } from './build/staff-only.ts';
import { webApp } from './build/web-app.ts';
import { nameWordChunk } from './build/word-chunks.ts';
import manifest from './package.json' with { type: 'json' };

const API = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

export default defineConfig({
  plugins: [react(), tailwindcss(), findStaffOnly, VitePWA(webApp), scriptBudget],
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  resolve: { alias: faceAliases },
  worker: { format: 'es' },
  // Without it `npm run dev` finds what the worker imports only when it runs, and reloads under it.
  optimizeDeps: { entries: ['index.html', 'src/face/face.worker.ts'] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: nameWordChunk }] } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': API, '/models': API, '/health': API, '/live': { target: API, ws: true } },
  },
});
