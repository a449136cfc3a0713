import type { Database } from '../db/database'
import { sql } from '../db/sql'
import type { ClassScore } from '../risk/forecast-score'
import { backtest, testedDays } from './backtest'
import { factsUntil } from './facts-until'
import { markModel, modelStates } from './model-state'

/** How well demand was foretold up to a day; no scores where the data is too short. */
export interface ForecastTest {
  scores: readonly ClassScore[]
  /** first and last day that was forecast */
  from: string
  to: string
}

/** As kept where it is of the same facts, else worked out; the last answer stays in memory, as with demandAt. */
export async function forecastAt(db: Database, as_of: string): Promise<ForecastTest> {
  const { facts, tested: kept } = await modelStates(db)
  if (facts === null) return await tested(db, as_of)
  const known = recent.get(db)
  if (known && known.facts === facts && known.as_of === as_of) return await known.test
  const test = keptOrTested(db, as_of, kept)
  recent.set(db, { facts, as_of, test })
  try {
    return await test
  } catch (error) {
    recent.delete(db)
    throw error
  }
}

const recent = new WeakMap<Database, { facts: string; as_of: string; test: Promise<ForecastTest> }>()
/** The last test, by the facts that it is of: a day of sales more asks for it again before it was kept. */
const last = new WeakMap<Database, { of: string; test: Promise<ForecastTest> }>()

async function keptOrTested(db: Database, as_of: string, kept: string | null): Promise<ForecastTest> {
  const days = testedDays(as_of)
  const of = await factsUntil(db, days.to)
  const before = last.get(db)
  if (before?.of === of) return await before.test
  const test = kept === of ? keptScores(db).then((scores) => ({ scores, ...days })) : tested(db, as_of)
  last.set(db, { of, test })
  test.catch(() => last.delete(db))
  return await test
}

const keptScores = (db: Database) =>
  db.all<ClassScore & Record<string, unknown>>(sql`SELECT * EXCLUDE (no) FROM forecast_score ORDER BY no`)

const tested = async (db: Database, as_of: string): Promise<ForecastTest> => ({
  scores: (await backtest(db, as_of))?.scores ?? [],
  ...testedDays(as_of),
})

/** In a transaction of its own; `tested` names what the test was made of, `facts` the state in which it holds. */
export async function storeForecast(
  db: Database,
  { scores }: ForecastTest,
  { facts, tested }: { facts: string; tested: string },
): Promise<void> {
  const { tested: kept } = await modelStates(db)
  await db.transaction(async () => {
    if (kept !== tested) {
      await db.run(sql`DELETE FROM forecast_score`)
      // by columns: a fraction written into a statement is read as a decimal, and is another in its last digit
      if (scores.length > 0) await db.insertColumns('forecast_score', columnsOf(scores), 'append')
      await markModel(db, 'tested', tested)
    }
    await markModel(db, 'forecast', facts)
  })
}

const columnsOf = (scores: readonly ClassScore[]): Parameters<Database['insertColumns']>[1] => {
  const real = (of: (one: ClassScore) => number | null) => scores.map(of)
  return {
    no: scores.map((_, no) => BigInt(no)),
    demand_class: scores.map(({ demand_class }) => demand_class),
    method: scores.map(({ method }) => method),
    trials: scores.map(({ trials }) => BigInt(trials)),
    units: real(({ units }) => units),
    rmsse: real(({ rmsse }) => rmsse),
    wape: real(({ wape }) => wape),
    bias: real(({ bias }) => bias),
    pinball_50: real(({ pinball_50 }) => pinball_50),
    pinball_90: real(({ pinball_90 }) => pinball_90),
    coverage_80: real(({ coverage_80 }) => coverage_80),
  }
}
