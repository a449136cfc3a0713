import type { AssessedBatch } from './assess-batches'

/**
 * Why a batch stands where it does, as a closed list of codes, each with at most one number. Pages have the words. In the order in which they are said.
 */
export const RISK_REASONS = [
  'EXPIRED', // days since
  'LAST_DAY',
  'NO_SALES', // nothing sells of it, nor of anything like it
  'TOO_MANY', // units that will not sell in time
  'MAY_STAY', // chance in percent that some of it stays, where the mean sells
  'BATCHES_AHEAD', // units that are sold before it
  'NEW_PRODUCT', // observed days
  'SEASON',
  'MIXED_SHELF', // percent of customers who take the freshest
  'NO_EXPIRY',
  'EXPIRY_FROM_PURCHASE',
  'EXPIRY_FROM_RECEIPT',
  'EXPIRY_FROM_MAKING',
  'EXPIRES_BEFORE_RECEIPT', // days
  'NETTED', // units that were billed without stock
  'BILLED_WITHOUT_STOCK', // units
  'NOT_EXPLAINED', // units billed that no batch has
  'OLD_COUNT', // days since the stock was counted
  'ROLLED_FORWARD', // days
  'COST_FROM_PRICE',
  'NO_COST',
  'SELLS_IN_TIME',
] as const
export type RiskReason = (typeof RISK_REASONS)[number]

/** Days after which a stock count is old (domain.md 5.1). */
export const OLD_COUNT_DAYS = 14

export interface ReasonFacts {
  batch: AssessedBatch
  on_hand: number
  expiry_from: string | null
  /** days from expiry to receipt, above 0 where it came after it had expired */
  received_after: number | null
  count_age: number
  rolled: boolean
  level: number
  observed_days: number | null
  demand_class: string | null
  is_seasonal: boolean
  fefo_share: number
  cost_basis: string | null
}

const SAY_CHANCE = 0.3

/** `CODE` or `CODE=number`, separated by spaces. */
export function riskReasons(facts: ReasonFacts): string {
  const { batch } = facts
  const said: string[] = []
  const say = (code: RiskReason, value?: number) => said.push(value === undefined ? code : `${code}=${Math.round(value * 1000) / 1000}`)
  if (batch.status === 'EXPIRED') say('EXPIRED', -(batch.days_to_expiry as number))
  if (batch.status === 'UNDATED') say('NO_EXPIRY')
  if (batch.status === 'NEGATIVE')
    say(batch.unexplained > 0 ? 'NOT_EXPLAINED' : 'BILLED_WITHOUT_STOCK', batch.unexplained > 0 ? batch.unexplained : -batch.qty)
  if (batch.outlook) {
    const { outlook } = batch
    if (outlook.sell_days === 0) say('LAST_DAY')
    else if (facts.level <= 0) say('NO_SALES')
    else if ((batch.at_risk_units as number) > 0) say('TOO_MANY', batch.at_risk_units as number)
    else if ((batch.p_unsold as number) >= SAY_CHANCE) say('MAY_STAY', 100 * (batch.p_unsold as number))
    else say('SELLS_IN_TIME')
    if (outlook.ahead > 0) say('BATCHES_AHEAD', outlook.ahead)
    if (facts.demand_class === 'new' && facts.observed_days !== null) say('NEW_PRODUCT', facts.observed_days)
    if (facts.is_seasonal) say('SEASON')
    if (facts.fefo_share < 1) say('MIXED_SHELF', 100 * (1 - facts.fefo_share))
  }
  const netted = batch.status === 'NETTED' || batch.outlook !== null || batch.status === 'UNDATED' ? facts.on_hand - batch.qty : 0
  if (netted > 0) say('NETTED', netted)
  if (facts.expiry_from === 'purchase') say('EXPIRY_FROM_PURCHASE')
  if (facts.expiry_from === 'received') say('EXPIRY_FROM_RECEIPT')
  if (facts.expiry_from === 'made') say('EXPIRY_FROM_MAKING')
  if (facts.received_after !== null && facts.received_after > 0) say('EXPIRES_BEFORE_RECEIPT', facts.received_after)
  if (facts.count_age > OLD_COUNT_DAYS) say('OLD_COUNT', facts.count_age)
  else if (facts.rolled) say('ROLLED_FORWARD', facts.count_age)
  if (facts.cost_basis === 'price') say('COST_FROM_PRICE')
  if (facts.cost_basis === null) say('NO_COST')
  return said.join(' ')
}
