import { useTranslation } from 'react-i18next'
import { Figure, type FigureSource } from '../../ui/figure'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import type { BatchRow } from './batch-row'
import classes from './expiry.module.css'

/** The subtraction behind the units that will not sell, line by line; each figure opens. */
export function Arithmetic({ row, open }: { row: BatchRow; open: (column: string) => FigureSource }) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const one = (value: number) => format.units(Math.round(value * 10) / 10)
  const ahead = row.ahead_units ?? 0
  const queue = ahead + row.qty
  const demand = row.expected_demand ?? 0
  const over = Math.max(0, queue - demand)
  const waste = row.qty - Number(row.expected_sales_to_expiry ?? row.qty)
  const lines: { key: string; label: string; note?: string; text: string; column?: string; total?: boolean }[] = [
    ...(ahead > 0 ? [{ key: 'ahead', label: t('own.ahead'), note: t('own.ahead_note'), text: one(ahead), column: 'ahead_units' }] : []),
    { key: 'this', label: t('own.this'), text: one(row.qty), column: 'qty' },
    ...(ahead > 0 ? [{ key: 'queue', label: t('own.queue'), text: one(queue), total: true }] : []),
    {
      key: 'demand',
      label: t('own.demand'),
      note: t('own.demand_note', { count: row.sell_days ?? 0, days: format.count(row.sell_days ?? 0) }),
      text: `− ${one(demand)}`,
      column: 'expected_demand',
    },
    ...(ahead > 0
      ? [
          { key: 'over', label: t('own.over'), text: one(over), total: true },
          { key: 'lost', label: t('own.lost'), text: `− ${one(Math.max(0, over - waste))}` },
        ]
      : []),
    {
      key: 'stays',
      label: t('own.stays'),
      note: t('own.stays_note'),
      text: format.units(row.at_risk_units),
      column: 'at_risk_units',
      total: true,
    },
    { key: 'mean', label: t('own.mean'), text: one(row.expected_unsold_units ?? 0), column: 'expected_unsold_units' },
    ...(row.unit_cost !== null
      ? [
          {
            key: 'cost',
            label: t('own.cost'),
            note: t(`own.cost_from.${row.cost_basis}`, { cost: format.money_exact(row.unit_cost) }),
            text: format.money_exact(row.at_risk_value),
            column: 'at_risk_value',
            total: true,
          },
        ]
      : []),
  ]
  return (
    <Panel title={t('own.arithmetic')}>
      <table className={classes.sum}>
        <tbody>
          {lines.map(({ key, label, note, text, column, total }) => (
            <tr key={key} data-total={total || undefined}>
              <th scope="row">
                {label}
                {note ? <small>{note}</small> : null}
              </th>
              <td>
                {column ? (
                  <Figure source={open(column)} label={label} value={text}>
                    {text}
                  </Figure>
                ) : (
                  text
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
