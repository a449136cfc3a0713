import { type AliasDecision, resolveAliases } from '../../src/domain/alias'
import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { setAliases } from '../ingest/derive/alias'
import { deriveMasters } from '../ingest/derive/derive'
import { setIncludedTax } from '../ingest/derive/included-tax'
import { ensureModels } from '../models/ensure-models'

/** What a person decided that stored rows follow. */
export interface Decisions {
  settings: Settings
  aliases: readonly AliasDecision[]
}

/** Makes the database follow what a person decided: merges of products, tax inside amounts, models. Does nothing where it does already. Inside a transaction. */
export async function followDecisions(db: Database, { settings, aliases }: Decisions): Promise<void> {
  const merged = await setAliases(db, resolveAliases(aliases))
  const taxed = await setIncludedTax(db, settings.included_tax_pct)
  if (merged || taxed) await deriveMasters(db)
  await ensureModels(db, settings)
}

/** The decisions as words of the hash that names a state of the data; none where nothing but the usual was decided. */
export function decisionWords({ settings, aliases }: Decisions): string[] {
  const merges = resolveAliases(aliases).map(({ from_sku, into_sku }) => `alias ${JSON.stringify([from_sku, into_sku])}`)
  return settings.included_tax_pct === 0 ? merges : [...merges, `included tax ${settings.included_tax_pct}`]
}
