import type { ColumnDefinition } from './metric'

/** What an average day is expected to sell. */
export const LEVEL_COLUMN: ColumnDefinition = {
  name: 'daily_units',
  unit: 'number',
  title: 'Sells a day',
  definition: 'Units that an average day is expected to sell (the level of “Demand”).',
  nullable: false,
  opens: () => ({ like: 'on_hand', rule: 'From the sales of the last year; see “Demand”.' }),
}

/** How long what lies there lasts: one definition wherever it is shown (domain.md 3.6). */
export const COVER_COLUMN: ColumnDefinition = {
  name: 'days_of_cover',
  unit: 'days',
  title: 'Days of cover',
  definition:
    'On hand (0 when below) ÷ the units that an average day is expected to sell (the level of “Demand”). NULL when nothing is expected to sell, or without a stock count.',
  nullable: true,
  opens: () => ({ like: 'on_hand', rule: 'What is on hand, divided by what an average day is expected to sell.' }),
}

/** `on_hand` in units, null without a stock count; `level`: units a day. */
export const coverOf = (on_hand: unknown, level: number): number | null =>
  level > 0 && typeof on_hand === 'number' ? Math.max(0, on_hand) / level : null
