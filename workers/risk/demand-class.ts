/** How a product sells (domain.md 4.3). `new`: too few days or sales to tell. */
export type DemandClass = 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'new'

/** Observed days and days with a sale below which a product is new. */
export const NEW_DAYS = 28
export const NEW_SALES = 3

/** From here on a product sells seldom (average days from sale to sale), and in uneven quantities (squared coefficient of variation). */
const SELDOM = 1.32
const UNEVEN = 0.49

export interface DemandShape {
  /** days per day with a sale; null without a sale */
  adi: number | null
  /** sample variance / mean² of the quantities of days with a sale; 0 with one such day, null without */
  cv2: number | null
}

/** `y`: units of the observed days from the first sale on. */
export function demandShape(y: ArrayLike<number>): DemandShape {
  let count = 0
  let sum = 0
  for (let i = 0; i < y.length; i++)
    if ((y[i] as number) > 0) {
      count++
      sum += y[i] as number
    }
  if (count === 0) return { adi: null, cv2: null }
  const mean = sum / count
  let squares = 0
  for (let i = 0; i < y.length; i++) if ((y[i] as number) > 0) squares += ((y[i] as number) - mean) ** 2
  return { adi: y.length / count, cv2: count < 2 ? 0 : squares / (count - 1) / (mean * mean) }
}

/** `days` observed and `sale_days` among them. */
export function demandClass({ adi, cv2 }: DemandShape, days: number, sale_days: number): DemandClass {
  if (days < NEW_DAYS || sale_days < NEW_SALES || adi === null || cv2 === null) return 'new'
  if (adi < SELDOM) return cv2 < UNEVEN ? 'smooth' : 'erratic'
  return cv2 < UNEVEN ? 'intermittent' : 'lumpy'
}
