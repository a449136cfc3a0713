type Words = Record<string, unknown>
const modules = import.meta.glob<Record<string, Words>>(['./*.ts', '!./index.ts', '!./*.test.ts'], { eager: true })

/** Every Hindi namespace by its file name. */
export const hi: Record<string, Words> = Object.fromEntries(
  Object.entries(modules).map(([path, module]) => [path.replace(/^.*\/|\.ts$/g, ''), Object.values(module)[0] ?? {}]),
)
