import { useTranslation } from 'react-i18next'
import type { Action } from '../domain/action'
import { ButtonLink } from '../ui/button-link'
import { Dialog } from '../ui/dialog'
import { useFormat } from '../ui/settings-context'
import { CaptureSum } from './capture-sum'
import { ReturnSum } from './return-sum'
import { type SumLine, savingsLines } from './savings-lines'
import { SavingsOfAll, type SavingsTile } from './savings-of-all'
import classes from './savings-sum.module.css'
import { WasteSum } from './waste-sum'
import '../i18n/words/actions'

/** What is opened: the saving of one action, or a figure over all that were decided. */
export type OpenedSavings = { action: Action } | { tile: SavingsTile | 'waste_pct' | 'action_roi' | 'capture'; month?: string }

/** How a saving comes about, line by line, from the figures that were frozen when the action was proposed. null = closed. */
export default function SavingsSum({ of, onClose }: { of: OpenedSavings | null; onClose: () => void }) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const titleOf = ({ tile, month }: Extract<OpenedSavings, { tile: string }>): string => {
    const name = tile === 'capture' ? t('sum.capture') : t(`kpi.${tile}`)
    return month === undefined ? name : `${name}, ${format.month(month)}`
  }
  const title = of === null ? '' : 'action' in of ? of.action.product_name : titleOf(of)
  return (
    <Dialog opened={of !== null} onClose={onClose} title={title} close_label={t('outcome.close')}>
      {of === null ? null : 'action' in of ? <OfAction action={of.action} /> : <OfTile {...of} />}
    </Dialog>
  )
}

function OfTile({ tile, month }: Extract<OpenedSavings, { tile: string }>) {
  if (tile === 'waste_pct') return <WasteSum />
  if (tile === 'capture') return <CaptureSum />
  return tile === 'action_roi' ? <ReturnSum /> : <SavingsOfAll tile={tile} month={month} />
}

function OfAction({ action }: { action: Action }) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const write = ({ value, unit, key }: SumLine) => {
    const text = unit === 'money' ? format.money_exact(Math.abs(value)) : format.units(Math.round(Math.abs(value) * 100) / 100)
    return value < 0 ? `− ${text}` : key.startsWith('times') ? `× ${text}` : text
  }
  return (
    <>
      <p className={classes.note}>{t(action.status === 'DONE' ? 'sum.realised_note' : 'sum.note', { date: format.date(action.as_of) })}</p>
      <table className={classes.sum}>
        <tbody>
          {savingsLines(action).map((line) => (
            <tr key={line.key} data-total={line.is_total || undefined}>
              <th scope="row">{t(`sum.${line.key}`, { percent: action.discount_pct ?? 0 })}</th>
              <td>{write(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ButtonLink
        className={classes.rows ?? ''}
        to="/expiry/batch"
        search={(before) => ({
          ...before,
          store: action.from_store,
          sku: action.sku_id,
          batch: action.batch_id,
          expires: action.expiry_date,
        })}
        variant="default"
        size="sm"
        mih={44}
      >
        {t('sum.rows')}
      </ButtonLink>
    </>
  )
}
