/**
 * The content-security policy and its companions, in one place: read by the server of `npm start`, by the dev and
 * preview servers, by the build (for `<meta>` and the service worker), and compared with `public/_headers` by a test.
 *
 * Workers take their policy from the header of their own script, not from the page, so it must be on every response.
 */

/** @type {Record<string, string>} directive -> sources */
export const DIRECTIVES = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'self'",
}

/** @param {Record<string, string>} directives */
const written = (directives) =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')

export const POLICY = written(DIRECTIVES)

/** Browsers ignore `frame-ancestors` in `<meta>` and warn about it, so it is left out there. */
export const META_POLICY = written(Object.fromEntries(Object.entries(DIRECTIVES).filter(([name]) => name !== 'frame-ancestors')))

/** Hot reload needs an inline preamble and a socket; nothing else is relaxed. Never used by a build. */
export const DEV_POLICY = written({
  ...DIRECTIVES,
  'script-src': `${DIRECTIVES['script-src']} 'unsafe-inline'`,
  'connect-src': `${DIRECTIVES['connect-src']} ws:`,
})

/** Sent with every response. No COOP or COEP: the single-threaded engine needs none, and embedding keeps working. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}
