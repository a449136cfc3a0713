import type { ByteSource } from '../../../db/byte-source'
import { Budget } from '../archive/budget'
import { type ZipEntry, zipDirectory } from '../archive/zip-directory'
import { entryBytes } from '../archive/zip-entry'
import { type XmlEvents, xmlEvents } from './xml-events'

export interface Relation {
  type: string
  target: string
}

/** The parts of a workbook file by their paths, which are compared without regard to case. */
export class Package {
  private constructor(
    private readonly source: ByteSource,
    private readonly entries: ReadonlyMap<string, ZipEntry>,
    private readonly budget: Budget,
    private readonly signal: AbortSignal,
  ) {}

  static async open(source: ByteSource, signal: AbortSignal): Promise<Package> {
    const budget = new Budget(source.size)
    const entries = await zipDirectory(source, budget)
    return new Package(source, new Map(entries.map((entry) => [key(entry.name), entry])), budget, signal)
  }

  has(path: string): boolean {
    return this.entries.has(key(path))
  }

  /** unpacked bytes of a part */
  size(path: string): number {
    return this.entries.get(key(path))?.size ?? 0
  }

  /** Reads a part; nothing happens when it is not there. `progress` hears the share done. */
  async read(path: string, events: XmlEvents, progress: (within: number) => void = () => {}): Promise<void> {
    const entry = this.entries.get(key(path))
    if (!entry) return
    const heard = (done: number) => progress(done / Math.max(1, entry.packed))
    await xmlEvents(entryBytes(this.source, entry, this.budget, this.signal, heard), events, this.signal)
  }

  /** What a part refers to, by id. Targets are paths in the package. */
  async relations(path: string): Promise<Map<string, Relation>> {
    const [folder, file] = split(path)
    const found = new Map<string, Relation>()
    await this.read(`${folder}_rels/${file}.rels`, {
      open: (name, { Id, Type = '', Target = '', TargetMode }) => {
        if (name === 'Relationship' && Id && TargetMode !== 'External')
          found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target: resolve(folder, Target) })
      },
      close: () => {},
    })
    return found
  }
}

const key = (path: string) => path.replace(/\\/g, '/').replace(/^\/+/, '').toLowerCase()

function split(path: string): [folder: string, file: string] {
  const at = path.lastIndexOf('/') + 1
  return [path.slice(0, at), path.slice(at)]
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
