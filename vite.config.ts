import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { DEV_POLICY, META_POLICY, SECURITY_HEADERS } from './scripts/security-headers.mjs'
import { FILE_MANIFEST } from './src/domain/shared-files.ts'

/** The policy as `<meta>`: the second line, for the first visit on a host that sends no headers. Dev relies on its header alone. */
const metaPolicy: Plugin = {
  name: 'lucid-meta-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: META_POLICY }, injectTo: 'head-prepend' },
  ],
}

/** `includes` compares as a switch would, and knows NaN too. */
const ARROW_VALIDITY = `export function createIsValidFunction(nulls) {
  return nulls && nulls.length > 0 ? (value) => !nulls.includes(value) : () => true
}`

/**
 * Two dependencies make functions from strings, which the policy refuses, rightly. zod only probes whether it may, when the first schema is made: its
 * switch has to be thrown before that, which the order of split chunks cannot promise, so it is thrown inside zod's own module. Arrow has no
 * switch for its test of null values, so that one module is replaced. For the page and for the workers.
 */
const withoutEval = (): Plugin => ({
  name: 'lucid-without-eval',
  transform(code, id) {
    if (/\/zod\/v4\/core\/core\.js$/.test(id)) return `${code}\nglobalConfig.jitless = true\n`
    if (/\/apache-arrow\/builder\/valid\.mjs$/.test(id)) return ARROW_VALIDITY
    return undefined
  },
})

/** zod's words in fifty languages, which @hono/zod-openapi takes along whole; the API speaks English. A third of the service worker. */
const withoutZodLocales = (): Plugin => ({
  name: 'lucid-without-zod-locales',
  transform: (_, id) => (/\/zod\/v4\/locales\/(?!en\.js|index\.js)[\w-]+\.js$/.test(id) ? 'export default () => ({})' : undefined),
})

export default defineConfig({
  plugins: [
    react(),
    metaPolicy,
    withoutEval(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectRegister: false, // the shell registers it, because it has to tell "offline ready" and "update ready"
      includeManifestIcons: false, // the glob below has them: a URL listed twice would abort the install
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,wasm,woff2,svg,png,csv,json}'], // the plugin adds the web manifest itself
        globIgnores: ['service-worker.js', '404.html'],
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 64 * 1024 * 1024,
        buildPlugins: { vite: [withoutEval(), withoutZodLocales()] }, // its own build, with zod in it
      },
      manifest: {
        id: '/',
        name: 'Lucid',
        short_name: 'Lucid',
        description: 'Drop in a sales file and see what sold. Your files never leave this device.',
        lang: 'en',
        dir: 'ltr',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        theme_color: '#fafaf9',
        background_color: '#fafaf9',
        categories: ['business', 'finance', 'productivity'],
        ...(FILE_MANIFEST as object),
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
        ],
      },
    }),
  ],
  define: { __SECURITY_HEADERS__: JSON.stringify(SECURITY_HEADERS) },
  worker: { format: 'es', plugins: () => [withoutEval()] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // a font or icon turned into a data: URL would be refused by the policy
    modulePreload: { polyfill: false }, // the polyfill would be an inline script
    chunkSizeWarningLimit: 1000, // scripts/budget.mjs is the judge of size
  },
  server: { headers: { ...SECURITY_HEADERS, 'Content-Security-Policy': DEV_POLICY } },
  preview: { headers: SECURITY_HEADERS },
})
