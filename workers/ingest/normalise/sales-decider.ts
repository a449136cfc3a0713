import type { Mapping } from '../../../src/domain/mapping'
import { decideDateOrder, type OrderContext, type OrderEvidence } from '../recognise/date-order'
import { matchHeader } from '../recognise/match-header'
import { taxSide } from '../recognise/tax-side'
import { type Decisions, noIdentity, readAmounts, readNegatives } from './decisions'
import type { PassInput } from './pass'
import type { SalesEvidence } from './sales-table'
import type { TableInput } from './slice-table'

/** Takes the column-wide decisions of a sales table: what the mapping settles stays, what the rows showed decides the rest. */
export class SalesDecider {
  /** the date order, where somebody said it */
  readonly settled: Decisions['date_order']
  private readonly around: Omit<OrderContext, 'rows' | 'inversions' | 'spans'>
  private readonly amounts: Parameters<typeof readAmounts>[1]
  /** marks between whole and fraction that some pass saw */
  private comma = false
  private point = false

  constructor(
    { columns }: PassInput,
    private readonly input: TableInput,
    private readonly mapping: Mapping,
    context: { remembered: Mapping['date_order']; locale: string },
  ) {
    this.settled = mapping.date_order === 'MIXED' ? null : mapping.date_order
    this.amounts = {
      discount: columns.has('discount') ? 'discount' : columns.has('discount_pct') ? 'discount_pct' : null,
      has_tax: columns.has('tax') || columns.has('tax_pct'),
      says_with_tax: (['unit_price', 'total'] as const).some(
        (role) => taxSide(matchHeader(input.header[columns.first(role) ?? -1] ?? '').key)?.side === 'with',
      ),
      price_only: columns.has('unit_price') && !columns.has('total') && !columns.has('taxable'),
    }
    this.around = {
      settled: this.settled,
      other_columns: [],
      remembered: context.remembered === 'MIXED' ? null : context.remembered,
      locale: context.locale,
    }
  }

  /** Before any row was read. */
  first(): Decisions {
    return {
      date_order: this.settled ?? 'DMY',
      date_evidence: 'none',
      turned: null,
      decimal_sep: this.mapping.decimal_sep ?? '.',
      ...readAmounts(noIdentity(), this.amounts),
      negatives: 'returns',
      currency: this.input.currency,
    }
  }

  /** The order that the first dates speak for; null where they are mixed. */
  firstOrder(dates: OrderEvidence): Decisions['date_order'] {
    const decision = decideDateOrder(dates, this.around)
    return decision.mixed ? null : decision.order
  }

  /** What rows say that were read under `from`; `order`: what the rows and the other columns say about the order of the dates. */
  decide(evidence: SalesEvidence, from: Decisions, order: Partial<OrderContext>): Decisions | { mixed: true } {
    this.comma ||= evidence.comma
    this.point ||= evidence.point
    const date = decideDateOrder(evidence.dates, { ...this.around, ...order })
    if (date.mixed) return date
    const [currency] = [...evidence.currencies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    return {
      ...from,
      date_order: date.order,
      date_evidence: date.evidence,
      decimal_sep: this.mapping.decimal_sep ?? (this.comma && !this.point ? ',' : '.'),
      ...readAmounts(evidence.identity, this.amounts),
      negatives: readNegatives(evidence.signs),
      currency: currency?.[0] ?? this.input.currency,
    }
  }
}
