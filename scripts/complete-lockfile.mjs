/**
 * Gives package-lock.json the platform packages that the registry in use does not carry. npm leaves them out of the lock file it writes, and `npm ci`
 * then refuses the file on every machine. Run it after `npm install`: `node scripts/complete-lockfile.mjs`. Entries are named and versioned by
 * the package that asks for them; npm skips those of other systems before it looks for them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32']
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const lock = JSON.parse(readFileSync(file, 'utf8'))
const { '': root, ...packages } = lock.packages
for (const [path, asking] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(asking.optionalDependencies ?? {})) {
    if (packages[`node_modules/${name}`] || packages[`${path}/node_modules/${name}`]) continue
    const words = name.split('/').at(-1)?.split('-') ?? []
    const os = words.filter((word) => SYSTEMS.includes(word))
    const cpu = words.filter((word) => PROCESSORS.includes(word))
    if (os.length === 0) throw new Error(`${name} is missing and does not say for which system it is`)
    packages[`node_modules/${name}`] = {
      version: String(version).replace(/^[~^]/, ''),
      ...(cpu.length > 0 ? { cpu } : {}),
      ...(asking.dev ? { dev: true } : {}),
      ...(words.includes('musl') ? { libc: ['musl'] } : {}),
      optional: true,
      os,
    }
    console.log(`added ${name}`)
  }
}
const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify({ ...lock, packages: { '': root, ...sorted } }, null, 2)}\n`)
