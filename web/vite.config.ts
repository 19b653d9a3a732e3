import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Paths that belong to the server: the service worker neither answers nor keeps them. */
const serversOwn = [/^\/api\//, /^\/fhir\//, /^\/healthz$/, /^\/readyz$/, /^\/metrics$/, /^\/care(\/|$)/];

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      strategies: 'generateSW',
      registerType: 'prompt',
      injectRegister: false,
      filename: 'service-worker.js',
      manifestFilename: 'racemic.webmanifest',
      includeAssets: [],
      manifest: {
        id: '/',
        name: 'Racemic',
        short_name: 'Racemic',
        description: 'The open clinical system for ketamine and esketamine therapy',
        lang: 'en',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        theme_color: '#0B6E74',
        background_color: '#F1F5F9',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/logo.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
        ],
      },
      workbox: {
        globIgnores: ['care/**'],
        globPatterns: ['**/*.{js,css,html,svg}', 'icon-192.png', '**/inter-latin-*.woff2'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: serversOwn,
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        sourcemap: false,
        runtimeCaching: [],
      },
    }),
  ],
  build: {
    outDir: 'dist',
    sourcemap: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:3000' } } },
});
