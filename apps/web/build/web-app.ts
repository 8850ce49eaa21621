import type { VitePWAOptions } from 'vite-plugin-pwa';
import { leaveOutStaffOnly } from './staff-only.ts';

/** What makes the site an app: its service worker and its entry on the home screen. */
export const webApp: Partial<VitePWAOptions> = {
  strategies: 'injectManifest',
  srcDir: 'src',
  filename: 'sw.ts',
  injectRegister: false,
  registerType: 'prompt',
  injectManifest: {
    globPatterns: ['index.html', 'assets/*.{js,css}', '*.{svg,png,webmanifest}', 'first-look.js'],
    // Large and for students only, or in one of several languages: the service worker keeps them when they are first used.
    globIgnores: ['assets/face.worker-*.js', 'assets/words-*.js'],
    manifestTransforms: [leaveOutStaffOnly],
  },
  manifest: {
    id: '/',
    name: 'Hadir',
    short_name: 'Hadir',
    description: 'Face attendance for schools. Your face stays on your phone.',
    lang: 'en',
    start_url: '/',
    scope: '/',
    dir: 'ltr',
    display: 'standalone',
    // One window: what is opened from outside goes on in it.
    launch_handler: { client_mode: 'navigate-existing' },
    orientation: 'any',
    background_color: '#f6f5f1',
    theme_color: '#0c6a57',
    categories: ['education', 'productivity'],
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
    shortcuts: [
      {
        name: 'Mark attendance',
        url: '/mark',
        icons: [{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' }],
      },
      {
        name: 'My attendance',
        url: '/history',
        icons: [{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' }],
      },
    ],
  },
};
