import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'

const STOCK = ['product', 'batch', 'expiry', 'stock', 'cost']

test.each([
  ['Gujarati', 'વસ્તુનું નામ,બેચ નં,એક્સપાયરી તારીખ,સ્ટોક,ખરીદ ભાવ'],
  ['Marathi', 'वस्तूचे नाव,बॅच क्रमांक,मुदत समाप्ती,शिल्लक साठा,खरेदी दर'],
  ['Tamil', 'பொருளின் பெயர்,தொகுதி எண்,காலாவதி தேதி,இருப்பு,கொள்முதல் விலை'],
  ['Telugu', 'వస్తువు పేరు,బ్యాచ్ నంబర్,గడువు తేదీ,నిల్వ,కొనుగోలు ధర'],
  ['Kannada', 'ವಸ್ತುವಿನ ಹೆಸರು,ಬ್ಯಾಚ್ ಸಂಖ್ಯೆ,ಮುಕ್ತಾಯ ದಿನಾಂಕ,ದಾಸ್ತಾನು,ಖರೀದಿ ಬೆಲೆ'],
  ['Bengali', 'পণ্যের নাম,ব্যাচ নং,মেয়াদ উত্তীর্ণের তারিখ,মজুদ,ক্রয় মূল্য'],
])('a stock file with headers in %s', async (_, header) => {
  const { recognition } = await tryImport(`${header}\nDolo,B1,31/12/2026,11,8.50\nPan,B2,31/01/2027,4,96\n`)
  expect(recognition).toMatchObject({ questions: [], mapping: { kind: 'inventory', columns: STOCK } })
})

test.each([
  ['Gujarati', 'તારીખ,બિલ નં,વસ્તુ,જથ્થો,ભાવ,રકમ,ગ્રાહકનું નામ'],
  ['Marathi', 'दिनांक,बिल क्रमांक,वस्तूचे नाव,प्रमाण,किंमत,रक्कम,ग्राहकाचे नाव'],
  ['Tamil', 'தேதி,பில் எண்,பொருள்,எண்ணிக்கை,விலை,தொகை,வாடிக்கையாளர்'],
  ['Telugu', 'తేదీ,బిల్లు నంబర్,వస్తువు,పరిమాణం,ధర,మొత్తం,కస్టమర్ పేరు'],
  ['Kannada', 'ದಿನಾಂಕ,ಬಿಲ್ ಸಂಖ್ಯೆ,ವಸ್ತು,ಪ್ರಮಾಣ,ಬೆಲೆ,ಮೊತ್ತ,ಗ್ರಾಹಕರ ಹೆಸರು'],
  ['Bengali', 'তারিখ,বিল নং,পণ্য,পরিমাণ,দাম,টাকা,ক্রেতার নাম'],
])('a sales file with headers in %s', async (_, header) => {
  const { recognition } = await tryImport(`${header}\n13/02/2024,1,Dolo,2,10,20,Asha\n14/02/2024,2,Pan,1,96,96,Ravi\n`)
  expect(recognition).toMatchObject({
    questions: [],
    mapping: { kind: 'sales', columns: ['date', 'transaction_id', 'product', 'qty', 'unit_price', 'total', 'customer'] },
  })
})

test('digits of these scripts are digits', async () => {
  const { db } = await tryImport('વસ્તુ,બેચ,સ્ટોક\nDolo,B1,૧૨\nPan,B2,৩৪\nOil,B3,௫௬\nTea,B4,౭౮\nJam,B5,೯೦\n', { filename: 'stock.csv' })
  expect(await db.all(sql`SELECT on_hand / 1000 AS units FROM inventory_fact ORDER BY row_no`)).toEqual(
    [12, 34, 56, 78, 90].map((units) => ({ units })),
  )
})

test('a price list in Gujarati', async () => {
  const { recognition } = await tryImport('વસ્તુ,એમઆરપી,ભાવ\nDolo,32.50,28\nPan,110,96\n')
  expect(recognition).toMatchObject({ questions: [], mapping: { kind: 'products', columns: ['product', 'mrp', 'unit_price'] } })
})

test.each([
  ['German', 'Belegdatum;Bestellnummer;Artikelbezeichnung;Menge;Einzelpreis;Gesamt brutto;Kunde'],
  ['French', 'Date de commande;Référence commande;Nom du produit;Quantité;Prix unitaire TTC;Montant TTC;Client'],
  ['Spanish', 'Fecha;Número de pedido;Artículo;Unidades;Precio;Total línea;Cliente'],
  ['Italian', 'Data;Numero scontrino;Descrizione;Quantità;Prezzo unitario;Totale riga;Cliente'],
  ['Portuguese', 'Data da venda;Nº da venda;Produto;Quantidade;Valor unitário;Valor total;Cliente'],
])('a sales file with headers in %s', async (_, header) => {
  const { recognition } = await tryImport(`${header}\n13/02/2024;1;Dolo;2;10,50;21,00;Asha\n14/02/2024;2;Pan;1;96,00;96,00;Ravi\n`)
  expect(recognition).toMatchObject({
    questions: [],
    mapping: { kind: 'sales', columns: ['date', 'transaction_id', 'product', 'qty', 'unit_price', 'total', 'customer'] },
  })
})

test('"Tax inclusive" that is answered with yes and no is no amount', async () => {
  const { db } = await tryImport('Date,Item,Qty,Rate,Tax Inclusive\n2024-03-01,Tea,2,50,Yes\n2024-03-02,Salt,3,20,No\n')
  expect(await db.all(sql`SELECT sum(net_ex_tax) / 1e4 AS net FROM sales_fact`)).toEqual([{ net: 160 }])
})
