/** Currencies offered: those of the places whose number styles are offered, India first. Any ISO 4217 code in the settings stays selectable. */
export const CURRENCIES = [
  'INR',
  'USD',
  'EUR',
  'GBP',
  'AED',
  'AUD',
  'BDT',
  'BRL',
  'CAD',
  'CHF',
  'CNY',
  'IDR',
  'JPY',
  'KES',
  'LKR',
  'MXN',
  'MYR',
  'NGN',
  'NPR',
  'NZD',
  'PHP',
  'PKR',
  'SAR',
  'SGD',
  'THB',
  'TRY',
  'VND',
  'ZAR',
] as const
export const LOCALES = [
  'en-IN',
  'hi-IN',
  'en-US',
  'en-GB',
  'de-DE',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pt-BR',
  'pl-PL',
  'de-CH',
  'ja-JP',
  'id-ID',
  'en-AE',
] as const

/** `Indian Rupee (₹)`, in the page's language. */
export function currencyName(code: string, language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'currency' }).of(code) ?? code
  return name === code ? code : `${name} (${code})`
}

/** `English (India) · 12,34,567.89`: the style shown by example. */
export function localeName(locale: string, language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(locale) ?? locale
  return `${name} · ${new Intl.NumberFormat(`${locale}-u-nu-latn`).format(1234567.89)}`
}

/** The list with the present value in it, whatever it is. */
export const withPresent = (offered: readonly string[], present: string): string[] =>
  offered.includes(present) ? [...offered] : [present, ...offered]
