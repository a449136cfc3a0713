import type { Role } from '../../../src/domain/mapping'

function list(phrases: string): readonly string[] {
  return phrases.trim().split(/,\s+/)
}

/**
 * Header phrases per role, as people and platforms write them (domain.md 2.2). A phrase means the role with certainty 1 unless it
 * stands under a lower one: such a column is taken only where no surer one is there, and under 0.7 only after asking.
 */
export const DICTIONARY: Record<Role, Partial<Record<'1' | '0.97' | '0.9' | '0.85' | '0.75' | '0.6', readonly string[]>>> = {
  date: {
    1: list(`
      date, bill date, invoice date, vch date, voucher date, transaction date, sale date, sales date, date of sale, sold on,
      receipt date, selling date, दिनांक, तारीख, तिथि, बिल दिनांक, बिल तारीख, बिक्री दिनांक, बिक्री तारीख, tarikh, tareekh,
      dinank, bill tarikh, datum, belegdatum, rechnungsdatum, verkaufsdatum, bondatum, date de vente, date facture, date ticket,
      fecha, fecha venta, fecha de venta, fecha factura
    `),
    '0.97': list(`
      order date, ordered at, ordered on, ordered date, date created, order datetime, order timestamp, order purchase timestamp, ऑर्डर दिनांक, posting date, business date,
      date time, datetime, timestamp, stock date, count date, snapshot date, as on, as on date, as of, as of date, stock as on
    `),
    '0.9': list(`
      created at, created on, created date, order created at, payment date, dt, date dd mm yyyy, date dd mm yy, entry date,
      document date, doc date, completed time, completed at, completed on, completed date, date completed, shiprocket created at, customer order date, closed at, closed on, closed date,
      date closed, opened at, opened on, sale timestamp
    `),
    // a time that is a date too is the date, where no other column is
    '0.85': list(
      'day, period, purchased on, purchased at, purchased date, paid at, time, bill time, sale time, order time, transaction time, invoice time',
    ),
    '0.6': list(`
      ship date, shipment date, shipping date, delivery date, delivered at, dispatch date, due date, order approval date,
      manifest date, last updated date, updated at, buyer invoice date, fulfilled at
    `),
  },
  time: { 1: list(`time, bill time, sale time, order time, transaction time, invoice time, समय, samay, uhrzeit, heure, hora`) },
  transaction_id: {
    1: list(`
      invoice no, bill no, vch no, voucher no, order id, amazon order id, receipt no, transaction id, order no, invoice no txn no,
      transaction no, invoice, bill id, receipt id, receipt, sales order no, memo no, cash memo no, sub order no, bill, ticket no,
      check no, token no, sale no, sale id, invoice code, order code, display order code, order ref, order reference, order increment id, increment id, बिल नंबर, बिल संख्या, बिल न, बिल नं, बिल क्रमांक, इनवॉइस नंबर, चालान नंबर, ऑर्डर नंबर, रसीद नंबर,
      bill number, purchase invoice no, parchi no, bon nr, bonnr, bonnummer, beleg, beleg nr, belegnr, belegnummer, rechnungsnr,
      rechnungs nr, rechnungsnummer, n ticket, no ticket, numero ticket, ticket, n facture, no facture, numero facture, facture,
      factura, n factura, no factura, numero factura
    `),
    '0.97': list('invoice id'),
    '0.9': list(`
      ref no, reference no, reference, document no, doc no, order, merchant order id, payment id, credit note no, order item id,
      buyer invoice id, order name, store order id, customer order no
    `),
    '0.75': list('txn, session id, basket id, cart id'),
  },
  line_no: {
    1: list(`
      line no, line item, order line item, row id, sr no, item no, line, line id, line item id, order line, order line id, sale order item code, row no, serial no, sl no,
      s no, sno, srno, क्रम संख्या, क्रमांक, क्र सं, क्र
    `),
  },
  product: {
    1: list(`
      item name, item, product, product name, product title, product title description, description of goods,
      lineitem name, item description, stock item, stock item name, item details, material, medicine, medicine name, name of item,
      name of product, name of the item, article, article name, article description, product item, goods, item title, menu item,
      dish, style name, item type name, सामान, वस्तु, उत्पाद, आइटम, सामान का नाम, वस्तु का नाम, उत्पाद का नाम, आइटम का नाम, आइटम नाम, माल, दवा, दवाई, विवरण,
      saman, samaan, vastu, maal, saman ka naam, item ka naam, utpad, dawai, bezeichnung, artikel, artikelbezeichnung,
      artikelname, produkt, produktname, libelle, produit, nom produit, producto, nombre producto, articulo,
      descripcion, prodotto, descrizione, produto, descricao
    `),
    '0.97': list('particulars'), // beside the goods it is the party
    '0.9': list(`
      product description, sku name, sku description, material description, brand item, items
    `),
    '0.85': list('description, title, details, particular, designation, ingredient, ingredient name, raw material'),
    '0.75': list('name, नाम, naam, generic name'),
  },
  code: {
    1: list(`
      sku, item code, stock code, product key, product id, product code, code, lineitem sku, article no, plu, item id, item key, item sku code, seller sku code,
      sku code, sku id, material code, material no, style code, product no, part no, item sku, उत्पाद कोड, आइटम कोड, वस्तु कोड,
      सामान कोड, कोड, artikelnr, artikel nr, artikelnummer, art nr, code article, codigo, codigo producto
    `),
    '0.97': list('product sku, seller sku, merchant sku'),
    '0.9': list('asin, fsn, variant sku, article, model no, item no'),
    '0.85': list('barcode, bar code, ean, upc, gtin, ean code, upc code, isbn'),
  },
  variant: {
    1: list(`
      variant, variation, variant name, variant title, price point name, product variant, size, pack size, packing, पैकिंग
    `),
  },
  barcode: { 1: list('barcode, bar code, ean, upc, gtin, ean code, upc code, ean13, isbn, variant barcode, बारकोड') },
  category: {
    1: list(`
      category, group, item group, department, product category, item category, category name, product group, stock group,
      department name, main category, श्रेणी, वर्ग, समूह, विभाग, shreni, varg, reporting category, product line,
      product department, warengruppe, artikelgruppe, kategorie, categorie, famille, rayon, categoria, familia
    `),
    '0.75': list('product type, item type, section, collection, family, product family, class'),
    '0.6': list('sub category, subcategory, product sub category, product subcategory'),
  },
  brand: { 1: list('brand, make, brand name, manufacturer, mfr, ब्रांड, मेक'), '0.85': list('company, company name, कंपनी') },
  supplier: {
    1: list(`supplier, vendor, supplier name, vendor name, distributor, आपूर्तिकर्ता, सप्लायर, विक्रेता, lieferant, fournisseur, proveedor`),
    '0.75': list('company'),
  },
  hsn: { 1: list('hsn, hsn sac, hsn code, hsn sac code, sac, hsn no, hsncode, एचएसएन') },
  qty: {
    1: list(`
      qty, order qty, billed qty, lineitem quantity, item qty, units, net qty, nos, pcs, sold, matra, qty sold, units sold,
      quantity sold, sold qty, sale qty, sales qty, quantity ordered, qty ordered, ordered qty, no of units, no of items,
      items sold, pieces, invoice qty, bill qty, quantity nos, quantity purchased, total qty, total quantity, मात्रा, संख्या, नग,
      परिमाण, यूनिट, net items sold, net units sold, net units, net qty sold, sankhya, nag, quantity shipped, shipped qty, menge, anzahl, stuck, stueck, qte, quantite, cantidad, unidades,
      quantita, quantidade, acc qty, accepted qty, accepted quantity, quantity accepted,
      per unit qty
    `),
    '0.97': list('actual qty, unit sold, qnt, qt, base qty, delivered qty, received qty, recd qty, rcvd qty, received quantity, grn qty'),
    '0.75': list('count, volume, pack qty'),
  },
  unit: {
    1: list(`
      unit, uom, unit of measure, units of measure, base unit, usage unit, qty unit, measure, unit name, इकाई, ikai
    `),
  },
  pack: {
    1: list(`
      pack, conversion, conversion factor, conv factor, conv, pack factor, unit conversion, units per pack, qty per pack, pcs per box, pcs per pack,
      tabs per strip, tablets per strip, strip size, upp
    `),
  },
  unit_price: {
    1: list(`
      rate, price, unit price, unit amt, price unit, lineitem price, selling price, sale rate, sale price, price per unit, rate per unit,
      item price, item rate, unit rate, product price, sales price, sales rate, selling rate, s rate, price each,
      unit selling price, supplier discounted price, sp, unit cost price, net rate, basic rate, दर, मूल्य, भाव, कीमत, दाम, रेट, बिक्री मूल्य, विक्रय मूल्य,
      bhav, bhaav, dar, daam, keemat, kimat, mulya, einzelpreis, stuckpreis, preis, vk preis, prix unitaire, prix, pu, pu ttc,
      pu ht, precio, precio unitario, prezzo, preco
    `),
    '0.9': list(`
      list price, retail price, unit sale price, unit value, default price, variant price, standard price, std price, ptr
    `),
  },
  mrp: { 1: list('mrp, m r p, max retail price, maximum retail price, mrp price, mrp rate, एमआरपी, अधिकतम खुदरा मूल्य') },
  discount: {
    1: list(`
      discount, disc amt, item promo discount, total discount, lineitem discount, discount value, less discount, rebate, disc,
      discount given, item discount, promo discount, scheme discount, छूट, डिस्काउंट, chhoot, choot, rabatt, remise, descuento,
      sconto, desconto
    `),
    '0.75': list('less, promotion'),
  },
  discount_pct: {
    1: list(`
      discount percent, disc percent, discount rate, disc p, discount in percent, छूट percent, छूट प्रतिशत, percent discount,
      percent off
    `),
  },
  tax: {
    1: list(`
      tax, gst amt, igst, cgst, sgst, utgst, igst amt, cgst amt, sgst amt, utgst amt, vat, vat amt, total tax amt, total tax, tax amt, amt tax, dont tva, btw, btw bedrag,
      sales tax, item tax, item tax amt, tax value, gst value, total gst, cess, cess amt, sgst utgst, sgst amt or utgst, tax total,
      tax collected, igst value, cgst value, sgst value, utgst value, total tax row, tax row, row tax, tax amt row, कर, टैक्स, जीएसटी, कर राशि, जीएसटी राशि, kar, tax 1 value, mwst, mwst betrag, ust, tva, montant tva, iva
    `),
    '0.97': list('gst'),
    '0.85': list('tax included'), // of yes and no it says something else
  },
  tax_pct: {
    1: list(`
      gst percent, tax percent, gst rate, tax rate, vat percent, vat rate, item tax percent, tax slab, gst slab, igst rate,
      igst percent, जीएसटी percent, जीएसटी दर, कर दर, tax percentage, mwst satz, mwst percent, steuersatz, taux tva, tva percent,
      iva percent
    `),
    '0.9': list('gst'),
  },
  total: {
    1: list(`
      amount, row total, amt gross, total gross, price gross, sales, sale amt, sales amt, revenue, net amt, line total, item total, line amt, item amt, total amt, total price,
      total sales, sale value, sales value, total value, total sale, turnover, sales revenue, net total, item value, final amt,
      amount inr, total collected, net payable, total sale value, total amt inc tax, amount incl tax, total revenue, net price,
      extended price, ext price, lineitem total, total with tax, total incl gst, total inc tax, total incl tax, total with vat, total inc vat, total incl vat, final price, gross merchandise value, gmv, amount with tax, राशि, कुल, कुल राशि, रकम,
      कुल मूल्य, कुल रकम, rashi, rakam, kul, kul rashi, paisa, amount with gst, umsatz, umsatz brutto, betrag, bruttobetrag,
      gesamt, gesamtpreis, gesamtbetrag, summe, montant, montant ttc, total ttc, importe, importe total, monto, importo, totale,
      valor total
    `),
    // what lies there is worth; in a file of sales an amount is surer
    '0.97': list(`
      total, final invoice amt, total invoice value, invoice value, closing value, closing balance value, closing balance amt, cl amt, cl value, closing stock value, stock value,
      stock amt, inventory value, inventory asset value, value at cost, lagerwert, valeur stock, valeur du stock
    `),
    '0.9': list(`
      bill amt, invoice amt, grand total, order total, bill total, bill value, order value, order amt, buyer invoice amt,
      invoice total, total gross bill amt, paid amt, amount paid, total paid, sale, price after discount
    `),
    '0.75': list(`
      value, gross amt, gross sales, gross total, gross, net, gross value, gross revenue, payable, debit, credit
    `),
  },
  taxable: {
    1: list(`
      taxable value, taxable amt, amt net, total net, price net, tax exclusive gross, net sales, taxable, taxable sales, assessable value, amt before tax,
      amount excl tax, net value, total taxable sale value, total taxable value, taxable turnover, net revenue, value before tax,
      amount without tax, total excl gst, total without tax, total excl tax, total ex tax, subtotal without tax, subtotal with discounts, net sales total, net sales amt, करयोग्य राशि, कर योग्य मूल्य, basic amt, principal amt, umsatz netto, nettobetrag,
      montant ht, total ht, base imponible
    `),
    '0.75': list('subtotal, sub total, basic'),
  },
  cost: {
    1: list(`
      cost, purchase rate, purchase price, landing cost, cost per item, p rate, unit cost, cost price, product cost, standard cost,
      std cost, cost rate, buying price, landed cost, average cost, avg cost, purchase cost, cp, landing rate, landing price,
      landed rate, landed price, purch rate, purch price, purch cost, purc rate, purc price, pur rate, pur price, p price, buy price,
      buy rate, buying rate, लागत, खरीद मूल्य, क्रय मूल्य, खरीद दर, खरीद भाव, खरीद रेट, खरीद कीमत, lagat, kharid rate, kharid bhav, pts,
      default cost, einkaufspreis, ek preis, prix d achat, prix achat, precio compra
    `),
    '0.9': list(
      'net cost, stock rate, valuation rate, cl rate, closing rate, closing balance rate, closing stock rate, cl price, closing price, last purchase rate, last purchase price',
    ),
    // of sales it is what they brought, not what they cost
    '0.85': list('avg rate, average rate'),
  },
  profit: { 1: list('profit, gross profit, net profit, total profit, profit amt, लाभ, मुनाफा, labh, munafa, profit loss') },
  store: {
    1: list(`
      store, branch, location, site, site name, godown, warehouse, outlet, shop, store id, store code, store no, branch code, branch id, outlet id,
      outlet code, location id, shop id, shop code, store key, store location, warehouse id, warehouse code, franchise, showroom,
      दुकान, शाखा, स्टोर, गोदाम, dukan, dukaan, shakha, filiale, magasin, tienda, sucursal, loja, negozio
    `),
    '0.9': list('restaurant name, pos location, sales location, site, site id'),
  },
  store_name: {
    1: list(`
      store name, branch name, outlet name, shop name, location name, warehouse name, दुकान का नाम, शाखा का नाम, dukan ka naam
    `),
  },
  city: { 1: list('city, town, store city, branch city, city name, शहर, नगर, shahar') },
  channel: {
    1: list(`
      channel, sales channel, sale channel, order channel, platform, marketplace, channel name, selling channel, order source, चैनल
    `),
    '0.75': list('source, mode of sale, sale mode'),
  },
  customer: {
    1: list(`
      party name, customer, buyer, bill to, customer name, client, client name, buyer name, party, name of customer, billing name,
      account name, bill to name, patient name, patient, member, guest name, ग्राहक, ग्राहक का नाम, ग्राहक नाम, पार्टी, पार्टी का नाम,
      grahak, grahak ka naam, consumer name, kunde, kundenname, cliente
    `),
    '0.85': list(`
      customer id, customer key, customer code, customer no, client id, member id, buyer id, user id, customer reference id,
      loyalty id, customer unique id, shopper id, household key, card no
    `),
  },
  phone: {
    1: list(`
      phone, mobile, mobile no, contact no, phone no, party phone no, customer phone, customer mobile, contact, customer contact,
      whatsapp no, billing phone, फोन, मोबाइल, मोबाइल नंबर, फोन नंबर
    `),
  },
  payment: {
    1: list(`
      payment, payment type, payment mode, payment method, mode of payment, pay mode, tender, payment method code, tender type,
      paid by, payment via, mode payment, settlement mode, भुगतान, भुगतान का तरीका, भुगतान प्रकार, भुगतान माध्यम, bhugtan,
      zahlart, zahlungsart, mode de paiement, paiement, forma de pago
    `),
  },
  type: {
    1: list(`
      type, transaction type, vch type, voucher type, event type, receipt type, line type, bill type, sale type, sales type, document type,
      doc type, invoice type, reason for credit entry, प्रकार, लेनदेन प्रकार, prakar
    `),
    '0.97': list('event sub type, sale order item status'),
    // yes or no, see line-flag
    '0.85': list(
      'void, is void, voided, is voided, cancelled, canceled, is cancelled, is canceled, returned, is return, is returned, is refund, refunded, is refunded',
    ),
    '0.9': list(`
      status, order status, order state, invoice status, bill status, transaction status, item status, sale status, स्थिति
    `),
  },
  currency: { 1: list('currency, currency code, order currency, curr, मुद्रा') },
  stock: {
    1: list(`
      closing stock, balance qty, on hand, current stock, available, stock, stock qty, closing qty, qty on hand, available qty,
      in stock, stock on hand, available stock, quantity available, quantity on hand, stock in hand, balance stock, inventory,
      stock level, current qty, cl stk, cl stock, cl qty, closing stk, closing stock qty, closing balance qty, closing bal qty,
      closing units, bal qty, bal stock, bal stk, physical stock, physical qty, present stock, qty in hand, stock in hand qty,
      stock on hand qty, soh, avl qty, avl stock, avl stk, avail qty, avail stock, remaining qty, remaining stock, qty remaining,
      stk, stk qty, stock units, inventory qty, current stock qty, स्टॉक, बचा स्टॉक, बचा हुआ स्टॉक, मौजूदा स्टॉक, वर्तमान स्टॉक,
      शेष, शेष मात्रा, शेष स्टॉक, उपलब्ध, bestand, lagerbestand, quantite en stock, qte en stock, stock actuel, existencias
    `),
    '0.97': list('net stock, total stock, system stock, book stock, sellable qty, sellable stock'),
    '0.9': list('sellable'),
    // money in a book of what is owed: see assign-roles
    '0.85': list('closing, balance, closing balance, closing bal, remaining'),
    // what lay there before
    '0.75': list(`
      opening stock, opening qty, opening stk, opening stock qty, opening balance qty, opening bal qty, opening units, op stock,
      op stk, op qty
    `),
  },
  batch: {
    1: list(`
      batch, batch no, lot, lot no, batch code, batch id, batch name, batch reference, batch reference no, batch ref, item batch,
      item batch no, बैच, बैच नंबर, बैच नं, बैच न, बैच संख्या, बैच क्रमांक, chargennr, chargennummer, n de lot, no de lot,
      numero de lot, n lot, no lot, numero lot, lote
    `),
    '0.85': list('b no, bno, manufacturer batch, manufacturer batch no'),
  },
  expiry: {
    1: list(`
      exp, exp date, expiry, best before, use by, expiry date, exp dt, expiry dt, expy, expy date, expy dt, expires, expires on,
      expire date, expire dt, expired date, expiration, exp month year, expiry month year, exp mm yy, exp mm yyyy, expiry mm yy,
      expiry mm yyyy, best before date, best before dt, bb date, use by date, use before, use before date, expiration date, valid upto,
      valid up to, valid till, समाप्ति तिथि, समाप्ति तारीख, समाप्ति दिनांक, एक्सपायरी, एक्सपायरी डेट, एक्सपायरी तारीख, एक्सपायरी तिथि, mhd,
      mfg exp, mfd exp, mfg expiry, mfg exp date, mfg exp dt, mfg date exp date, mfg dt exp dt, mfg date expiry date, mfg and exp, mindesthaltbarkeit, mindesthaltbarkeitsdatum, ablaufdatum, verfallsdatum, dlc, dluo, date de peremption, peremption, caducidad,
      fecha caducidad, vencimiento
    `),
    // the number of a month where its year has a column of its own
    '0.85': list('expiry month, exp month, month of expiry'),
  },
  expiry_year: { 1: list('expiry year, exp year, exp yr, year of expiry') },
  mfg: {
    1: list(`
      mfg, mfg date, manufacturing date, mfd, mfg dt, mfd date, mfd dt, manufactured on, manufactured date, date of manufacture, pkd,
      pkd date, pkd dt, packed on, packed date, packing date, date of packing, production date, prod date, prod dt, निर्माण तिथि,
      निर्माण तारीख, निर्माण दिनांक
    `),
  },
  received: {
    1: list(`
      received, inward, grn, purchase date, received date, inward date, grn date, received on, receiving date, date received,
      purchase dt, खरीद दिनांक, खरीद तारीख, आवक दिनांक
    `),
  },
  free_qty: {
    1: list('free, free qty, free goods, free pcs, free nos, free units, scheme qty, free quantity, bonus qty, deal qty, फ्री, मुफ्त'),
    '0.75': list('scheme, deal, bonus'),
  },
  returned_qty: {
    1: list(`
      return qty, returned qty, ret qty, qty returned, sales return qty, sale return qty, qty return, returns qty, refund qty, refunded qty, qty refunded,
      return units, returned units, units returned, rtn qty, items returned, returned items, return pcs, वापसी मात्रा
    `),
  },
  returned_amount: {
    1: list(`
      return amt, returned amt, ret amt, amt returned, return value, returned value, ret value, returns value, returns amt, sales return amt, sale return amt,
      sales return value, rtn amt, return total, refund amt, amt refunded, refunded amt, refunded value, refunds, refund, refund value, refund total, वापसी राशि
    `),
  },
  shelf_life: {
    1: list(`
      shelf life, shelf life days, best before days, shelf life in days, life days, shelf life months, best before months, shelf life in months,
      shelf life years, best before in months, best before in days, validity days, validity months
    `),
  },
  perishable: { 1: list('perishable, cold chain, is perishable') },
}

/** Headers that are known and mean nothing to Lucid. They are never guessed at from their values. */
export const NO_ROLE: readonly string[] = list(`
      file row, file column, birth date, date of birth, dob, birthday, joining date, hire date,
      valid from, valid to, start date, end date, month, year, quarter, week, weekday, day name, month name, day of week,
      financial year, month no, country, state, postal code, pincode, pin code, zip, zip code, region, territory, territory key,
      district, address, segment, ship mode, ship to city, ship from city, bill from city, billing city, shipping city, first name,
      last name, middle name, prefix, gender, sex, age, marital status, email, email address, annual income, income, total children,
      education level, occupation, home owner, gstin, seller gstin, gst no, gst treatment, pan, place of supply, notes, note, remarks,
      remark, comment, comments, narration, tags, employee, cashier, cashier name, salesman, sales person, salesperson, time zone,
      token, card brand, pan suffix, device name, device id, model name, product style, product color, product size,
      product subcategory key, subcategory key, category key, product category key, image, url, order type, order priority,
      financial status, fulfillment status, dining option, modifiers applied, itemization type, tax 1 name, type of tax,
      product tax code, cost of goods, cost of goods sold, cogs, margin, margin percent, profit margin, rating, commission, round off,
      shipping, shipping charge, shipping charges, shipping cost, delivery charge, service charge, container charge,
      additional charge, adjustment, items refunded, price before discount, is inclusive tax, account,
      opening balance rate, opening stock rate, opening balance value, opening rate, opening value, inward qty, inwards qty, inward rate, inwards rate, inward value, inwards value,
      outward qty, outwards qty, outward rate, outwards rate, outward value, outwards value, 
      reorder point, reorder level, min stock, opening stock value, billing company, shipping company, shipping name,
      payment status, received paid amt, balance due, dealer, receivable balance, payable balance, credit limit,
      lineitem compare at price, lineitem taxable, tax rate name, card type, customer type, customer segment
    `)

/** First words that tell of an address, a deduction or another party, whatever follows them that is not in the dictionary. */
export const NO_ROLE_PREFIX =
  /^(?:billing|shipping|ship to|ship from|bill from|delivery|cst|tcs|tds|eco tcs|end customer|seller|supplier|sup|customer (?:bill|ship|delivery|billing)) /

/** Words that may stand before a header without changing what it means, when the whole is not in the dictionary. */
export const QUALIFIERS: ReadonlySet<string> = new Set(['product', 'item', 'order', 'sale', 'sales', 'line', 'bill'])

/** Roles that a qualifier does not change; 'item type' or 'product size' would mean something else without theirs. */
export const QUALIFIED_ROLES: ReadonlySet<Role> = new Set<Role>([
  'date',
  'transaction_id',
  'product',
  'code',
  'barcode',
  'category',
  'brand',
  'hsn',
  'qty',
  'unit_price',
  'mrp',
  'discount',
  'discount_pct',
  'tax',
  'tax_pct',
  'total',
  'taxable',
  'cost',
  'profit',
  'currency',
  'customer',
  'payment',
])
