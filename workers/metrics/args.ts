import { LucidError } from '../../src/domain/errors'
import type { Filter } from '../../src/domain/filter'
import type { MetricArgs, MetricParam } from '../../src/domain/metric'
import type { Settings } from '../../src/domain/settings'
import type { Args } from './metric'
import { isDay } from './period'

/**
 * Arguments checked against the metric's parameters, with defaults filled in; numbers may come as text (from a URL).
 * A parameter with a `setting` takes its value from there.
 * Throws bad_request with `details.fields`: what is wrong with each field.
 */
export function checkArgs(params: readonly MetricParam[], given: MetricArgs, settings: Settings): Args {
  const fields: Record<string, string> = {}
  const args: Record<string, string | number> = {}
  for (const name of Object.keys(given)) if (!params.some((param) => param.name === name)) fields[name] = 'not a parameter of this metric'
  for (const param of params) {
    const value = checkOne(
      param,
      given[param.name] ?? (param.setting ? (settings[param.setting as keyof Settings] as string | number) : param.default),
    )
    if ('wrong' in value) fields[param.name] = value.wrong
    else args[param.name] = value.ok
  }
  if (Object.keys(fields).length > 0) throw badFields(fields)
  return args
}

/** Throws bad_request unless the filter's and the as-of dates exist in the calendar and are in order. */
export function checkDates(filter: Filter, as_of: string | null): void {
  const fields: Record<string, string> = {}
  for (const [name, date] of Object.entries({ from: filter.from, to: filter.to, as_of }))
    if (date !== null && !isDay(date)) fields[name] = 'not a date (YYYY-MM-DD)'
  if (Object.keys(fields).length === 0 && filter.from !== null && filter.to !== null && filter.from > filter.to)
    fields.to = 'the period ends before it begins'
  if (Object.keys(fields).length > 0) throw badFields(fields)
}

function checkOne(param: MetricParam, value: string | number): { ok: string | number } | { wrong: string } {
  if (param.type === 'word') {
    if (typeof value !== 'string' || (param.options && !param.options.includes(value)))
      return { wrong: `must be one of ${(param.options ?? []).join(', ')}` }
    return { ok: value }
  }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || (param.type === 'integer' && !Number.isInteger(number)))
    return { wrong: param.type === 'integer' ? 'must be a whole number' : 'must be a number' }
  if (param.min !== undefined && number < param.min) return { wrong: `must be at least ${param.min}` }
  if (param.max !== undefined && number > param.max) return { wrong: `must be at most ${param.max}` }
  return { ok: number }
}

function badFields(fields: Record<string, string>): LucidError {
  const list = Object.entries(fields).map(([name, wrong]) => `${name}: ${wrong}`)
  return new LucidError('bad_request', `The question cannot be answered as asked (${list.join('; ')}).`, { details: { fields } })
}
