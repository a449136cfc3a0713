/** What the numbers of a wide table are: units sold, or money. */
export type Measure = 'qty' | 'total'

const WORDS: Record<Measure, RegExp> = {
  qty: /(?<![\p{L}\p{M}])(?:qty|quantity|quantities|units?|pcs|pieces|nos|volume|मात्रा|नग|matra)(?![\p{L}\p{M}])/giu,
  total: /(?<![\p{L}\p{M}])(?:amounts?|amt|value|revenue|turnover|rs|inr|rupees|राशि|रुपये|रक़म|रकम|rashi)(?![\p{L}\p{M}])|₹|[$€£]/giu,
}
/** Words beside a month that say no more than that something was sold. */
const NEUTRAL = /(?<![\p{L}\p{M}])(?:sales?|sold|in|of|for|बिक्री|bikri)(?![\p{L}\p{M}])/giu
/** Tables by month that are no sales. */
const OTHER = /(?<!\p{L})(?:purchases?|stock|inventory|budget|targets?|forecast|plan|expenses?|खरीद|स्टॉक|बजट|खर्च)(?![\p{L}\p{M}])/iu
const SOLD = /(?<!\p{L})(?:sales?|sold|revenue|turnover|बिक्री|bikri)(?![\p{L}\p{M}])/iu

/** What some texts say of the numbers; null when they say nothing, or both. */
export function measureIn(texts: readonly string[]): Measure | null {
  const says = (measure: Measure) => texts.some((text) => text.search(WORDS[measure]) >= 0)
  return says('qty') === says('total') ? null : says('qty') ? 'qty' : 'total'
}

/** A label without the words for figures and selling, and the measure that they name. */
export function withoutMeasure(label: string): { rest: string; measure: Measure | null } {
  const rest = label
    .replace(WORDS.qty, ' ')
    .replace(WORDS.total, ' ')
    .replace(NEUTRAL, ' ')
    .replace(/[()[\]]/g, ' ')
    .replace(/\s+/g, ' ')
  return { rest: rest.replace(/^[\s\-_:,|]+|[\s\-_:,|]+$/g, ''), measure: measureIn([label]) }
}

/** Titles and names that speak of purchases, stock or plans, and not of sales. */
export const speaksOfOther = (texts: readonly string[]): boolean =>
  texts.some((text) => OTHER.test(text)) && !texts.some((text) => SOLD.test(text))
