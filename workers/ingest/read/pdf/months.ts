/** Months as invoices write them, without accents, by their first letters; a longer beginning goes before a shorter one. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januar', 'janvier', 'janv', 'janner', 'jan', 'enero', 'ene', 'gennaio', 'gen', 'januari', 'janeiro', 'जनवरी'],
  ['february', 'februar', 'feber', 'fevrier', 'fevr', 'fev', 'feb', 'febrero', 'febbraio', 'februari', 'fevereiro', 'फरवरी', 'फ़रवरी'],
  ['march', 'marz', 'maerz', 'mars', 'mar', 'marzo', 'maart', 'mrt', 'marco', 'mrz', 'मार्च'],
  ['april', 'avril', 'avr', 'apr', 'abril', 'abr', 'aprile', 'अप्रैल'],
  ['may', 'mai', 'mayo', 'maggio', 'mag', 'mei', 'maio', 'मई'],
  ['june', 'juni', 'juin', 'jun', 'junio', 'giugno', 'giu', 'junho', 'जून'],
  ['july', 'juli', 'juillet', 'juil', 'jul', 'julio', 'luglio', 'lug', 'julho', 'जुलाई'],
  ['august', 'aout', 'aug', 'agosto', 'ago', 'augustus', 'अगस्त'],
  ['september', 'septembre', 'sept', 'sep', 'septiembre', 'settembre', 'set', 'setembro', 'सितंबर', 'सितम्बर'],
  ['october', 'oktober', 'octobre', 'oct', 'okt', 'octubre', 'ottobre', 'ott', 'outubro', 'out', 'अक्टूबर', 'अक्तूबर'],
  ['november', 'novembre', 'nov', 'noviembre', 'novembro', 'नवंबर', 'नवम्बर'],
  ['december', 'dezember', 'decembre', 'dec', 'dez', 'diciembre', 'dic', 'dicembre', 'dezembro', 'दिसंबर', 'दिसम्बर'],
]

const BY_NAME = new Map(MONTHS.flatMap((names, month) => names.map((name) => [name, month + 1] as const)))

/** 1 to 12, or null. `name` is compared without accents and points, in lower case. */
export function monthOf(name: string): number | null {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/\.$/, '')
  return BY_NAME.get(plain) ?? null
}
