import type { DatasetKind, Role } from '../../../src/domain/mapping'
import type { Source } from './source'
import { SourceHeader } from './source-header'

const files = import.meta.glob<Source>('./*.source.ts', { eager: true, import: 'default' })
/** Every export that Lucid knows, in the order of their file names. */
export const SOURCES: readonly Source[] = Object.keys(files)
  .sort()
  .map((path) => files[path] as Source)

/** How certain a source must be, 0 to 1, for its rules to be used; a table that none is so certain of is read by the general rules. */
const SURE = 0.8

/** The known export that a table is, with its certainty; null when no source is certain enough. Of equally certain ones the first by file name. */
export function detectSource(names: readonly string[], rows: readonly (readonly string[])[]): Surest | null {
  return surest(SOURCES, names, rows)
}

interface Surest {
  source: Source
  confidence: number
}

function surest(sources: readonly Source[], names: readonly string[], rows: readonly (readonly string[])[]): Surest | null {
  const header = new SourceHeader(names)
  let best: Surest | null = null
  for (const source of sources) {
    const confidence = source.detect(header, rows)
    if (confidence >= SURE && confidence > (best?.confidence ?? 0)) best = { source, confidence }
  }
  return best
}

/** The export of a platform that a header is of, as it was found when the file was recognised; null for a file of no known platform, or read as another kind than any export of its. */
export function knownSource(platform: string, names: readonly string[], kind: DatasetKind): Source | null {
  if (platform === 'generic') return null
  const of_kind = SOURCES.filter((source) => source.platform === platform && (source.kinds ?? [source.kind]).includes(kind))
  return surest(of_kind, names, [])?.source ?? null
}

/** The role of each column of a header as a source gives them; null = not used. */
export function sourceColumns(source: Source, names: readonly string[]): (Role | null)[] {
  const header = new SourceHeader(names)
  const roles: (Role | null)[] = names.map(() => null)
  for (const [role, wanted] of Object.entries(source.columns) as [Role, readonly string[]][]) {
    const found = role === 'tax' ? wanted.map((name) => header.find(name)) : [header.find(...wanted)]
    for (const column of found) if (column !== null && roles[column] === null) roles[column] = role
  }
  return roles
}
