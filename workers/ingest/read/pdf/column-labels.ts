/** What a column of the table of goods holds. */
export type ColumnRole =
  | 'position'
  | 'description'
  | 'code'
  | 'hsn'
  | 'batch'
  | 'expiry'
  | 'mrp'
  | 'quantity'
  | 'free_quantity'
  | 'unit'
  | 'unit_price'
  | 'discount'
  | 'discount_rate'
  | 'tax'
  | 'amount'
  | 'gross_amount'

const TAX = '(?:tax(?:es)?|vat|gst|[cisu]gst|utgst|cess|mwst|ust|steuer|tva|iva|btw|igic|कर|जीएसटी)'
const SUM = '(?:amount|amt|total|betrag|montant|importe|importo|bedrag|value|gesamt|summe|totaal|totale)'
const PRICE = '(?:price|rate|preis|prix|precio|prezzo|prijs|tarif|दर|भाव)'

/** Headers per role as whole words of `keyOf`; of two roles that match the earlier one is meant. */
const HEADERS: readonly (readonly [ColumnRole, string])[] = [
  [
    'gross_amount',
    `(?:${SUM}|${PRICE})(?: [^ ]+)? (?:incl?|inkl|inc|ttc|brutto|inclusive|including)(?: .*)?|brutto(?:betrag|summe|gesamt)?|gesamt brutto|${SUM} with tax`,
  ],
  [
    'discount_rate',
    '(?:trade |cash )?(?:disc|dis|discount|sc|rabatt|remise|dto|sconto|korting)(?: (?:in )?(?:%|percent|rate)|%)|% (?:disc|discount|rabatt|remise|dto|descuento|sconto|korting)|छूट %',
  ],
  [
    'discount',
    '(?:trade |cash |total )?(?:disc|discount|discounts|rabatt|remise|dto|descuento|sconto|korting|nachlass)(?: (?:amount|amt|value))?|छूट',
  ],
  [
    'tax',
    `(?:${TAX}(?: ?%|%| rate| ?satz| amount| amt| value| betrag| in %)?|%|% ${TAX}|steuersatz(?: %)?|steuerbetrag|tax code|taux(?: de)?(?: tva)?|total tax|(?:rate|amount) of ${TAX})`,
  ],
  ['hsn', '(?:hsn|sac|hsn/sac|hsn sac|sac/hsn)(?: code| no)?'],
  ['batch', '(?:batch|lot|charge|chargen-?nr|lote|lotto|b|बैच)(?: ?(?:no|number|nr|code|नंबर))?'],
  [
    'expiry',
    '(?:exp|expiry|expires?|verfall|peremption|caducidad|scadenza)(?: ?(?:date|dt|on))?|best before|use by|mhd|verfalldatum|एक्सपायरी',
  ],
  ['mrp', '(?:mrp|max(?:imum)? retail price|एमआरपी)(?: .*)?'],
  ['free_quantity', '(?:free|scheme|bonus|sch)(?: (?:qty|quantity))?|फ्री'],
  [
    'quantity',
    '(?:qty|quantity|quantite|quantites|qte|menge|anzahl|aantal|cantidad|cant|quantita|qta|nombre|hours|hrs|stunden|units|nos|pcs|stk|stuck|billed qty|मात्रा|नग|संख्या)(?: (?:nos|pcs|in .*|shipped|billed|ordered))?|(?:billed|actual|total|invoiced|shipped) (?:qty|quantity|units)',
  ],
  ['unit', 'unit|uom|einheit|einh|me|unite|unidad|unita|eenheid|per|इकाई|unit of measure'],
  [
    'unit_price',
    `(?:(?:unit|net|item|basic|sale|selling|list|per unit|netto|purchase|each|gross|base) )?${PRICE}(?: (?:per|/|pro|unitaire|unitario|unit|ht|net|netto|inr|eur|usd|rs|je|each)(?: .*)?)?(?:/[^ ]+)?|(?:einzel|netto|stuck|einheits|listen|brutto)-?preis(?: .*)?|(?:unit )?cost|pt[rs]|pu(?: ht| net)?|p\\.?u|ep|e-preis|einzel|prix unitaire(?:/[^ ]+)?(?: .*)?|price/unit|unit price(?: .*)?|मूल्य`,
  ],
  [
    'amount',
    `(?:(?:line|item|net|ext|extended|basic|positions?-?|gesamt-?|netto-?|total|sub) ?)?${SUM}(?: (?:in )?(?:ht|net|netto|inr|eur|usd|rs|excl|ohne|before|without)(?: .*)?)?|gesamtpreis(?: .*)?|preis gesamt|(?:line |extended |total |ext )price|positions-? ?betrag(?: .*)?|nettobetrag|entgelt|extended|taxable(?: (?:value|amount|amt))?|subtotal|net|g-preis|gp|राशि|कुल(?: राशि)?|रकम`,
  ],
  [
    'code',
    '(?:item|product|article|material|stock|part|art|style|prod|artikel|item no/)?(?: |-)?(?:code|sku|ref|reference|art-nr|art-no|artikelnr|artikelnummer|ean|gtin|barcode|codigo|codice|artikelcode|referencia|upc)(?: no)?|art-?nr(?:-[^ ]+)?|cod|artikel-?nr|(?:art|item|part|product|article) (?:no|nr|number)|कोड',
  ],
  [
    'description',
    '(?:item|product|service|goods|article|name and )?(?: |-)?(?:description|descriptions)(?: .*)?|(?:items?|products?|goods|services?)(?: (?:name|details|title|&|and) ?.*)?|name(?: of .*)?|title|particulars?(?: .*)?|details|article|artikel(?:bezeichnung|beschreibung|name)?|bezeichnung|beschreibung|leistung(?:sbeschreibung)?|produkt|text|designation(?: .*)?|libelle|produit|prestation|descripcion|concepto|detalle|descrizione|omschrijving|produto|discriminacao|विवरण|वस्तु(?: का नाम)?|उत्पाद|सामान|माल|आइटम',
  ],
  ['position', '(?:pos|position|sr|sl|s|si|lfd|line|ln|row)(?: ?(?:no|nr|number))?|sno|no|nr|#|क्र|क्रमांक|क्र सं'],
]

const COMPILED = HEADERS.map(([role, source]) => [role, new RegExp(`^(?:${source})$`, 'u')] as const)

/** The role of a header, or null. `key` is the header's words as `keyOf` leaves them. */
export function columnRole(key: string): ColumnRole | null {
  return COMPILED.find(([, pattern]) => pattern.test(key))?.[0] ?? null
}

const EXACT = HEADERS.map(([, source]) => new RegExp(`^(?:${source.replaceAll('(?: .*)?', '').replaceAll('?.*', '')})$`, 'u'))

/** The words are the name of a column without anything that a name may go on with. */
export const namesExactly = (key: string): boolean => EXACT.some((pattern) => pattern.test(key))
