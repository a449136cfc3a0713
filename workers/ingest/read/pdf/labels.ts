/**
 * Words that invoices put beside their fields, in English, German, French, Spanish, Italian, Dutch, Portuguese and Hindi, written as `keyOf`
 * leaves them: lower case, no accents, no points.
 */
const INVOICE_WORD =
  '(?:(?:tax|retail|gst|vat|commercial|proforma|cash|sales|purchase)[ -])?(?:invoices?|inv|bill|(?:handels|schluss|teil|abschlags|sammel|korrektur)?rechnung|rechnungskorrektur|rechnungs|gutschrift|beleg|facture|avoir|factura|fattura|factuur|faktura|fatura|creditnota|nota de credito|nota di credito|nota fiscal|credit note|credit memo|debit note|voucher|document|receipt|चालान|बिल|बीजक|इनवॉइस|रसीद)'
const NUMBER_WORD = '(?:no|nos|nr|num|number|numero|nummer|n|#|id|संख्या|नंबर|क्रमांक|नं|सं|न)'

/** Labels of the invoice's number, the surest first. What follows them is the number. */
export const NUMBER_LABELS: readonly { pattern: RegExp; score: number }[] = [
  { pattern: label(`${INVOICE_WORD}[ /-]${NUMBER_WORD}`), score: 10 },
  { pattern: label(`${INVOICE_WORD} (?:date )?(?:and|&|und) ${NUMBER_WORD}`), score: 6 },
  { pattern: label('(?:rechnungs|beleg|faktura|fakturen|gutschrifts|factuur|bon)-?(?:nummer|nr|no)'), score: 10 },
  { pattern: label(`${NUMBER_WORD} (?:de |of |der |di |da |du |della |del )?(?:la |l')?${INVOICE_WORD}`), score: 10 },
  { pattern: label(`${INVOICE_WORD}(?: [^ ]+){1,3} (?:nr|no|num|numero|number)`), score: 8 },
  { pattern: label('#'), score: 6 },
  { pattern: label(INVOICE_WORD), score: 5 },
  {
    pattern: label(
      '(?<!(?:po|order|phone|account|customer|client|kunden|bestell|konto|fax|tel|vat|gst) )(?:nr|no|numero|number|nummer|num)',
    ),
    score: 2,
  },
]

/** Words that make "invoice" a part of something else. */
export const NOT_THE_NUMBER =
  /^(?:date|datum|dated|fecha|data|to|from|total|amount|period|address|adresse|value|currency|vom|von|du|of|due|for)$/

function label(source: string): RegExp {
  return new RegExp(`(?<![^ ])(?:${source})(?![^ ])`, 'gu')
}

export type DateClass = 'invoice' | 'due' | 'other'
const DAY = '(?:date|dates|datum|fecha|data|dt|day|दिनांक|तारीख|तिथि)'
/** What the words before a day say about it; the match that ends last decides, of equals the first. */
export const DATE_LABELS: readonly { pattern: RegExp; kind: DateClass; score: number }[] = [
  // a credit note names the invoice that it takes back
  {
    pattern: label(`(?:original|ref|reference|against|previous) (?:${INVOICE_WORD})?[ -]?(?:issue )?(?:${DAY}|dated)`),
    kind: 'other',
    score: 10,
  },
  {
    pattern: label(
      `(?:payment )?due(?: ${DAY}| on| by)?|pay(?:ment|able)? by|payable on|fallig(?:keit)?(?: am| bis| zum)?|falligkeitsdatum|zahlbar(?: bis)?(?: zum)?|zahlungsziel|(?:date )?(?:d')?echeance|date limite(?: de paiement)?(?: le)?|a payer avant(?: le)?|(?:fecha de )?vencimiento|scadenza|data scadenza|vervaldatum|vervaldag|देय ${DAY}`,
    ),
    kind: 'due',
    score: 10,
  },
  {
    pattern: label(
      `(?:${INVOICE_WORD})[ -]?(?:issue )?(?:${DAY}|dated)|(?:rechnungs|beleg|ausstellungs|factuur|faktura|fakturen)-?datum|(?:date|fecha|data) (?:d'|de |di |da |of )?(?:la |l'|du |della )?(?:${INVOICE_WORD}|emission|emision|issue|emissione|expedicion|emissao)|date d'emission|issue date|issued(?: on)?|date of issue|dated`,
    ),
    kind: 'invoice',
    score: 10,
  },
  { pattern: label(`(?:${INVOICE_WORD})(?: [^ ]+){0,6} (?:vom|du|del|of|van|dated|den|le|dal|dt)`), kind: 'invoice', score: 9 },
  {
    pattern: label(
      "(?:order|delivery|ship|shipping|shipment|dispatch|supply|period|service|print|printed|valid|po|lr|expiry|exp|mfg|payment|paid|bestell|liefer|leistungs?|liefer- und leistungs|commande|livraison|pedido|entrega|ordine|consegna|order|lever|print|ack|eway|e-way|challan|purchase order)[ -]?(?:date|datum|dt|on|am)|orderdatum|bestelldatum|lieferdatum|leistungsdatum|leistungszeitraum|abrechnungszeitraum|lieferzeitraum|zeitraum|period[eo]?|du \\S+ au|(?:date|fecha|data) (?:de |di )?(?:la |l')?(?:commande|livraison|pedido|entrega|ordine|consegna|debut|fin)|order|delivered|from|bis|until|to|au|al|vertrag vom|bestellung vom|lieferschein(?: [^ ]+)? vom|auftrag vom|gultig(?: ab| bis)?",
    ),
    kind: 'other',
    score: 0,
  },
  { pattern: label(DAY), kind: 'invoice', score: 6 },
  { pattern: label('den|le|vom|du|on|am'), kind: 'invoice', score: 3 },
]

export type TotalRole = 'net' | 'tax' | 'gross' | 'adjustment'
/** Labels of sums. `score` tells how surely the label alone says so. */
export const TOTAL_LABELS: readonly { pattern: RegExp; role: TotalRole; score: number }[] = [
  {
    pattern: label(
      'round(?:ed)?[ -]?off|rounding|rundung|arrondi|freight|shipping(?: charges?| & handling| and handling)?|delivery(?: charges?)?|postage|packing(?: charges?)?|versand(?:kosten)?|transportkosten|frais de (?:port|livraison)|r/off?|(?:less )?(?:total |trade |cash |special |scheme )?discount|(?:rechnungs|gesamt|sonder)?rabatt|remise|descuento|sconto|korting|gesamtbetrag der (?:zuschlage|abschlage)|(?:total )?(?:allowances?|charges?)|छूट',
    ),
    role: 'adjustment',
    score: 1,
  },
  {
    pattern: label(
      'grand total|invoice total|total invoice(?: value| amount)?|(?:total|net)? ?amount payable|net payable|total payable|total ttc|montant ttc|net a payer|total a payer|somme a payer|montant total(?: ttc)?|bruttosumme|bruttobetrag|rechnungsbetrag(?: brutto)?|rechnungssumme(?: brutto)?|rechnungsendbetrag|gesamtbetrag(?: brutto| inkl.*)?|gesamtsumme(?: brutto)?|endbetrag|endsumme|summe brutto|(?:total|summe|betrag|gesamt|gesamtsumme|montant|importe|totale|totaal) (?:incl?|including|inclusive|with|inkl|inklusive|mit|avec|con)(?: .*)?|invoice (?:amount|value)|bill amount|total amount(?: incl.*| with.*)?|importe total|total factura|totale (?:fattura|documento|complessivo)|totaal (?:incl.*|te betalen)|total facture|कुल योग|महायोग|कुल देय(?: राशि)?|देय राशि',
    ),
    role: 'gross',
    score: 6,
  },
  {
    pattern: label(
      'amount due|balance due|total due|balance|zahlbetrag|zu zahlen(?:der betrag)?|zahlungsbetrag|reste a payer|a payer|te betalen|total a pagar|da pagare|outstanding(?: amount)?',
    ),
    role: 'gross',
    score: 3,
  },
  {
    pattern: label(
      'sub-?total|sub total|sous-?total|zwischensumme|subtotaal|subtotale|total ht|montant ht|total hors taxes?|total net|net total|net amount|total before tax|amount before tax|(?:total )?(?:taxable|assessable) (?:value|amount)|total taxable|nettobetrag|nettosumme|summe netto|netto(?:summe|betrag)?|gesamt netto|rechnungssumme ohne .*|gesamtbetrag netto|rechnungsbetrag netto|(?:total )?base imponible|imponibile|totale imponibile|positionssumme|warenwert|total excl?(?:uding|usive)?(?: .*)?|total (?:ohne|without) .*|exclusief .*|amount without tax|untaxed amount|उप ?योग|कर योग्य (?:राशि|मूल्य)',
    ),
    role: 'net',
    score: 5,
  },
  {
    pattern: label(
      '(?:(?:add|plus|enthaltene|darin enthaltene|davon|of which|dont|zzgl|zuzugl|zuzuglich|inkl|incl|output|total|totale|totaal|input) )?(?:\\d+ ?%? )?(?:(?:[cis]gst|utgst)\\d*|gst|vat|sales tax|tax|taxes|tax amount|mwst|ust|umsatzsteuer|mehrwertsteuer|(?:mwst|ust|steuer)-?betrag|steuer|tva|iva|btw|igic|cess|steuersumme|taxe?s?|कर|जीएसटी)(?: (?:amount|total|betrag|in|at|a|de|@))?(?: \\d+(?:[./,-]?\\d+)?%?)?(?! (?:invoice|bill|receipt|credit|debit)(?![^ ]))',
    ),
    role: 'tax',
    score: 4,
  },
  { pattern: label('total|totals|totaal|totale|gesamt|summe|betrag|montant|कुल|कुल राशि|योग|importe'), role: 'gross', score: 4 },
]
