/** How every browser of the tests and of the benchmark is started, so that they all see the same machine. */

export const BROWSER_FLAGS = [
  '--no-sandbox', // containers give no user namespaces, and the tests open nothing but our own pages
  '--disable-gpu', // there is none: drawing through an emulated one costs more than drawing without
  '--disable-dev-shm-usage',
  '--js-flags=--liftoff-only', // tests run the engine for seconds: compiling it a second time, to run faster later, is a sixth of their time
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  '--use-mock-keychain',
  // A hidden tab must behave as on a user's machine, but an occluded window of a headless run is not hidden.
  '--disable-backgrounding-occluded-windows',
  '--disable-features=Translate,OptimizationHints,MediaRouter,CertificateTransparencyComponentUpdater',
  // Whatever escapes the policy still reaches nobody: only this machine has an address.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
]
