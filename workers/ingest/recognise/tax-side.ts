/** Does an amount hold its tax, as its header says? */
export interface TaxSide {
  side: 'with' | 'without'
  /** the header's key without the words that say so; '' where it says nothing else */
  rest: string
}

const TAX = '(?:sales )?(?:tax|vat|gst|mwst|ust|iva|tva|btw)'
const WITHOUT = new RegExp(
  `\\b(?:excl|excluded|excluding|exclusive|ex|without|before|net of|sans|ohne|exkl|zzgl|sin|senza|sem|hors) (?:of )?${TAX}\\b|\\b${TAX} (?:excl|excluded|excluding|exclusive|ex)\\b|^untaxed\\b|\\bht$|\\bpre ?tax\\b`,
)
const WITH = new RegExp(
  `\\b(?:incl|included|including|inclusive|inc|with|after|mit|inkl|con|avec|com) (?:of )?${TAX}\\b|\\b${TAX} (?:incl|included|including|inclusive|inc)\\b|\\bttc$`,
)

/** 'total tax excl', 'untaxed amt', 'price inc gst'. null where the header (its key) says nothing of it. */
export function taxSide(key: string): TaxSide | null {
  for (const [side, words] of [
    ['without', WITHOUT],
    ['with', WITH],
  ] as const)
    if (words.test(key)) return { side, rest: key.replace(words, ' ').replace(/\s+/g, ' ').trim() }
  return null
}
