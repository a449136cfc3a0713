import { expect, test } from 'vitest'
import { tryImport } from '../normalise/try-import'

/** What the page says to do about a file that was refused; the kind of one that was taken. */
async function answer(...lines: string[]) {
  try {
    return (await tryImport(`${lines.join('\n')}\n`)).recognition.mapping.kind
  } catch (error) {
    const { code, details } = (error as { shape: { code: string; details: { advice?: string } } }).shape
    return `${code} ${details.advice}`
  }
}

test.each([
  [
    'a bank statement, which was taken for sales',
    'E_NO_PRODUCT account-book',
    [
      'Txn Date,Value Date,Description,Ref No./Cheque No.,Debit,Credit,Balance',
      '1 Apr 2024,1 Apr 2024,TO TRANSFER-UPI/DR/1,T1,100,,5000',
      '2 Apr 2024,2 Apr 2024,BY CASH,T2,,300,5300',
    ],
  ],
  [
    'another bank',
    'E_NO_PRODUCT account-book',
    [
      'Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance',
      '01/04/24,UPI-RAM,001,01/04/24,100,,5000',
      '02/04/24,UPI-GITA,002,02/04/24,,300,5300',
    ],
  ],
  [
    'a bank that writes the side beside the amount',
    'E_NO_PRODUCT account-book',
    ['Txn Date,Description,Amount (INR),Type,Balance (INR)', '2024-04-01,UPI RAM,100,CR,500', '2024-04-02,UPI GITA,50,DR,450'],
  ],
  [
    'what came in by UPI',
    'E_NO_PRODUCT payments',
    ['Date,Transaction ID,UTR,Amount,Status,Payer VPA', '2024-04-01,T1,91,100,SUCCESS,a@upi', '2024-04-02,T2,92,150,SUCCESS,b@upi'],
  ],
  [
    'PhonePe',
    'E_NO_PRODUCT payments',
    [
      'Transaction Date,Transaction Type,Merchant ID,Transaction Amount,Transaction Status,Payment Instrument,Store Name',
      '01/04/2024 10:00:00,PAYMENT,M1,100,COMPLETED,UPI,Ram Store',
      '02/04/2024 10:00:00,PAYMENT,M1,150,COMPLETED,UPI,Ram Store',
    ],
  ],
  [
    'Amazon’s settlement, where fees stand between the sales',
    'E_NO_PRODUCT payments',
    [
      'settlement-id,transaction-type,order-id,amount-type,amount-description,amount,posted-date,sku,quantity-purchased',
      '99,Order,402-1,ItemPrice,Principal,500.00,01.04.2024,MUG,1',
      '99,Order,402-1,ItemFees,Commission,-60.00,01.04.2024,MUG,',
    ],
  ],
  [
    'Zomato’s orders, whose goods stand in one cell',
    'E_NO_PRODUCT packed-items',
    [
      'Order ID,Order Placed At,Order Status,Items in order,Bill subtotal,Total',
      '61,"11:38 PM, April 1 2024",Delivered,"1 x Paneer Tikka, 2 x Naan",300,310',
      '62,"11:40 PM, April 2 2024",Delivered,1 x Dal,200,210',
    ],
  ],
  [
    'the same under a name that is known',
    'E_NO_PRODUCT packed-items',
    ['Date,Order ID,Items,Amount', '2024-04-01,61,"1 x Paneer Tikka, 2 x Naan",300', '2024-04-02,62,1 x Dal,200'],
  ],
  [
    'Swiggy’s payout, whose money is no product',
    'E_NO_PRODUCT undefined',
    [
      'Order No,Order Date,Order Status,Item Total,Packing & Service charges,GST liability of Merchant,Swiggy Platform Service Fee,Net Payable Amount (after TCS and TDS deduction)',
      '11,2024-04-01 13:00:00,delivered,300,10,14.5,60,230',
      '12,2024-04-02 13:00:00,delivered,300,10,14.5,60,230',
    ],
  ],
  ['goods with a size in their names', 'sales', ['Date,Item,Qty,Amount', '2024-04-01,2 x Tea 100g,2,100', '2024-04-02,3 x Soap,1,50']],
  [
    'customers',
    'E_NO_PRODUCT people',
    ['Name,Phone,Email,City,GSTIN', 'Ram Lal,9820000001,r@x.in,Pune,', 'Gita Devi,9820000002,g@x.in,Thane,'],
  ],
  [
    'staff',
    'E_NO_PRODUCT people',
    ['Employee,Joining Date,Salary,Phone', 'Ram,2020-04-01,10000,9820000001', 'Gita,2021-04-01,12000,9820000002'],
  ],
  [
    'stores with their addresses',
    'stores',
    ['Store ID,Store Name,Address,Phone,Email', 'S1,MG Road,1 MG Road,98,a@x.in', 'S2,Baner,2 Baner,97,b@x.in'],
  ],
  [
    'products with their makers',
    'products',
    ['Product Name,Brand,Contact,Address,Email,Category', 'Soap,Lux,98,Pune,a@x.in,Bath', 'Tea,Taj,97,Goa,b@x.in,Drinks'],
  ],
  ['sales with customers', 'sales', ['Date,Customer,Phone,Email,Item,Amount', '2024-04-01,Ram,9820000001,r@x.in,Soap,100']],
  ['sales paid by UPI', 'sales', ['Date,Item,Qty,Amount,UTR', '2024-04-01,Soap,2,100,91', '2024-04-02,Tea,1,50,92']],
  ['a shop’s own book', 'sales', ['Date,Details,Amount,Paid by UPI', '2024-04-01,Soap,100,100', '2024-04-02,Tea,50,50']],
  [
    'a stock book with its balance',
    'inventory',
    ['Item Name,Opening Balance,Debit Qty,Credit Qty,Closing Balance Qty', 'Soap,10,5,3,12', 'Tea,10,5,3,12'],
  ],
])('%s', async (_, expected, lines) => expect(await answer(...lines)).toBe(expected))
