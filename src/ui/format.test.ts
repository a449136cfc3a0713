import { describe, expect, it } from 'vitest'
import { createFormat, dateLocale, UNKNOWN } from './format'

const india = createFormat('INR', 'en-IN', 'en')
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')

describe('format', () => {
  it('groups rupees the Indian way, without paise on tiles and with paise in tables', () => {
    expect(india.money(123456.5)).toBe('₹1,23,457')
    expect(india.money_exact(123456.5)).toBe('₹1,23,456.50')
    expect(india.money_exact(-20)).toBe('-₹20.00')
    expect([india.money(-0), india.money(-0.2), india.money_exact(-0)]).toEqual(['₹0', '₹0', '₹0.00'])
  })
  it('knows how money stands in a field: the sign before or behind, grouped as the shop groups', () => {
    expect(india.money_field).toEqual({ prefix: '₹', decimalSeparator: '.', thousandSeparator: ',', thousandsGroupStyle: 'lakh' })
    const germany = createFormat('EUR', 'de-DE', 'en').money_field
    expect(germany).toEqual({ suffix: '\u00a0€', decimalSeparator: ',', thousandSeparator: '.', thousandsGroupStyle: 'thousand' })
  })
  it('never shows what is unknown as zero', () => {
    expect(india.money(null)).toBe(UNKNOWN)
    expect(india.ratio(undefined)).toBe(UNKNOWN)
    expect(india.count(Number.NaN)).toBe(UNKNOWN)
    expect(india.cell(null, 'money')).toBe(UNKNOWN)
    expect(india.date(null)).toBe(UNKNOWN)
  })
  it('writes shares and changes with their sign', () => {
    expect(plain(india.ratio(0.124))).toBe('12.4 %')
    expect(plain(india.change(0.124))).toBe('+12.4 %')
    expect(plain(india.change(-0.05))).toBe('-5.0 %')
    expect(plain(india.change(0))).toBe('0.0 %')
  })
  it('writes days and months, whatever the time zone of the device', () => {
    expect(india.date('2026-11-21')).toBe('21 Nov 2026')
    expect(india.month('2026-01')).toBe('Jan 2026')
    expect(createFormat('INR', 'en-IN', 'hi').month('2026-11-01')).toContain('2026')
  })
  it('writes other currencies by their own rules', () => {
    expect(plain(createFormat('EUR', 'de-DE', 'en').money_exact(1234.5))).toBe('1.234,50 €')
    expect(createFormat('JPY', 'ja-JP', 'en').money_exact(1234)).toMatch(/1,234$/)
  })
  it('keeps Latin digits and the region of the shop', () => {
    expect(dateLocale('hi', 'en-IN')).toBe('hi-IN-u-nu-latn-ca-gregory')
    expect(createFormat('INR', 'mr-IN', 'hi').count(12)).toBe('12')
  })
  it('writes sizes in the units of file managers', () => {
    expect(plain(india.bytes(97_400_000))).toBe('97.4 MB')
    expect(plain(india.bytes(512))).toBe('0.5 kB')
  })
})
