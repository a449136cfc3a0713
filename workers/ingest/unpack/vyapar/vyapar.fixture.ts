import { zipSync } from 'fflate'
import { type Rows, sqliteBytes } from '../sqlite/sqlite.fixture'

export type Backup = Record<string, Rows>

/**
 * A small shop as version 5 keeps it: dates as text, batches, two units of one item, a bill discount, a return, a cancelled bill, free goods, an order, and a type that
 * nobody has told of.
 *
 * Sales without tax: bill S/1 is 4 butter at 50 (200) and 10 kg atta at 40 (400), less 60 on the bill = 540; credit note 1 takes 1 butter back, 50. Bill S/2 is cancelled.
 */
export const SHOP: Backup = {
  kb_firms: [{ firm_id: 1, firm_name: 'Sharma Stores' }],
  kb_names: [
    { name_id: 1, full_name: 'Asha, Patel', phone_number: '9800000001', name_type: 1 },
    { name_id: 2, full_name: 'Gokul Dairy', name_type: 2 },
  ],
  kb_item_categories: [{ item_category_id: 1, item_category_name: 'Dairy' }],
  kb_item_units: [
    { unit_id: 1, unit_name: 'KILOGRAMS' },
    { unit_id: 2, unit_name: 'BAGS' },
    { unit_id: 3, unit_name: 'PIECES' },
  ],
  kb_item_units_mapping: [{ unit_mapping_id: 7, base_unit_id: 2, secondary_unit_id: 1, conversion_rate: 10 }],
  kb_tax_code: [{ tax_code_id: 4, tax_code_name: 'GST@12%', tax_rate: 12 }],
  kb_items: [
    item(1, 'Amul Butter 100g', {
      item_code: 'B100',
      category_id: 1,
      item_sale_unit_price: 56,
      item_purchase_unit_price: 44,
      item_mrp: 60,
      item_tax_id: 4,
      item_tax_type: 1,
      item_stock_quantity: 17,
      base_unit_id: 3,
      item_ist_type: 1,
    }),
    item(2, 'Atta "Gold"', {
      item_sale_unit_price: 400,
      item_purchase_unit_price: 350,
      item_stock_quantity: 9,
      base_unit_id: 2,
      secondary_unit_id: 1,
    }),
    item(3, 'Home delivery', { item_type: 2, item_stock_quantity: 0, item_sale_unit_price: 20 }),
  ],
  kb_item_stock_tracking: [
    {
      ist_id: 1,
      ist_item_id: 1,
      ist_type: 1,
      ist_batch_number: 'L1',
      ist_expiry_date: '2026-12-31 00:00:00',
      ist_mrp: 60,
      ist_current_quantity: 12,
      ist_opening_quantity: 0,
    },
    {
      ist_id: 2,
      ist_item_id: 1,
      ist_type: 1,
      ist_batch_number: 'L2',
      ist_expiry_date: '2027-03-31 00:00:00',
      ist_mrp: 62,
      ist_current_quantity: 5,
      ist_opening_quantity: 0,
    },
    {
      ist_id: 3,
      ist_item_id: 1,
      ist_type: 1,
      ist_batch_number: 'OLD',
      ist_expiry_date: '2026-01-31 00:00:00',
      ist_current_quantity: 0,
      ist_opening_quantity: 0,
    },
  ],
  kb_item_adjustments: [
    { item_adj_id: 1, item_adj_item_id: 2, item_adj_type: 10, item_adj_quantity: 10 },
    { item_adj_id: 2, item_adj_item_id: 1, item_adj_type: 2, item_adj_quantity: 2 },
  ],
  kb_transactions: [
    {
      txn_id: 1,
      txn_type: 2,
      txn_date: '2026-10-01 09:00:00',
      txn_name_id: 2,
      txn_cash_amount: 985.6,
      txn_balance_amount: 0,
      txn_ref_number_char: 'G-77',
      txn_status: 1,
    },
    {
      txn_id: 2,
      txn_type: 1,
      txn_date: '2026-10-05 10:15:00',
      txn_name_id: 1,
      txn_cash_amount: 500,
      txn_balance_amount: 84,
      txn_discount_amount: 60,
      txn_ac1_amount: 20,
      txn_ref_number_char: '1',
      txn_invoice_prefix: 'S/',
      txn_status: 1,
      txn_payment_type_id: 1,
    },
    {
      txn_id: 3,
      txn_type: 21,
      txn_date: '2026-10-06 11:00:00',
      txn_name_id: 1,
      txn_cash_amount: 56,
      txn_balance_amount: 0,
      txn_ref_number_char: '1',
      txn_status: 1,
    },
    {
      txn_id: 4,
      txn_type: 1,
      txn_date: '2026-10-07 12:00:00',
      txn_cash_amount: 112,
      txn_balance_amount: 0,
      txn_ref_number_char: '2',
      txn_invoice_prefix: 'S/',
      txn_status: 3,
    },
    {
      txn_id: 5,
      txn_type: 24,
      txn_date: '2026-10-08 12:00:00',
      txn_cash_amount: 0,
      txn_balance_amount: 560,
      txn_ref_number_char: '1',
      txn_status: 1,
    },
    { txn_id: 6, txn_type: 99, txn_date: '2026-10-09 12:00:00', txn_cash_amount: 5, txn_balance_amount: 0 },
    { txn_id: 7, txn_type: 3, txn_date: '2026-10-10 12:00:00', txn_name_id: 1, txn_cash_amount: 84, txn_balance_amount: 0 },
  ],
  kb_paymentTypes: [{ paymentType_id: 1, paymentType_name: 'UPI' }],
  kb_lineitems: [
    line(1, 1, 1, {
      quantity: 20,
      priceperunit: 44,
      total_amount: 985.6,
      lineitem_tax_amount: 105.6,
      lineitem_batch_number: 'L1',
      lineitem_expiry_date: '2026-12-31 00:00:00',
      lineitem_free_quantity: 2,
    }),
    line(2, 2, 1, { quantity: 4, priceperunit: 50, total_amount: 224, lineitem_tax_amount: 24 }),
    line(3, 2, 2, {
      quantity: 1,
      priceperunit: 400,
      total_amount: 400,
      lineitem_tax_amount: 0,
      lineitem_unit_id: 1,
      lineitem_unit_mapping_id: 7,
    }),
    line(4, 3, 1, { quantity: 1, priceperunit: 50, total_amount: 56, lineitem_tax_amount: 6 }),
    line(5, 4, 1, { quantity: 2, priceperunit: 50, total_amount: 112, lineitem_tax_amount: 12 }),
    line(6, 5, 1, { quantity: 10, priceperunit: 50, total_amount: 560, lineitem_tax_amount: 60 }),
    line(7, 6, 2, { quantity: 1, priceperunit: 5, total_amount: 5 }),
  ],
}

function item(item_id: number, item_name: string, more: Record<string, string | number>) {
  return { item_id, item_name, item_is_active: 1, item_type: 1, ...more }
}

function line(lineitem_id: number, lineitem_txn_id: number, item_id: number, more: Record<string, string | number>) {
  return { lineitem_id, lineitem_txn_id, item_id, ...more }
}

export const vypBytes = (backup: Backup): Promise<Uint8Array> => sqliteBytes(backup)

/** The ZIP that the program saves. */
export async function vybBytes(backup: Backup): Promise<Uint8Array> {
  return zipSync({ 'Sharma_Stores.vyp': await vypBytes(backup) }, { level: 6 })
}
