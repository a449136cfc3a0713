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
    'what came in by UPI',
    'E_NO_PRODUCT payments',
    ['Date,Transaction ID,UTR,Amount,Status,Payer VPA', '2024-04-01,T1,91,100,SUCCESS,a@upi', '2024-04-02,T2,92,150,SUCCESS,b@upi'],
  ],
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
  ['sales with customers', 'sales', ['Date,Customer,Phone,Email,Item,Amount', '2024-04-01,Ram,9820000001,r@x.in,Soap,100']],
  ['sales paid by UPI', 'sales', ['Date,Item,Qty,Amount,UTR', '2024-04-01,Soap,2,100,91', '2024-04-02,Tea,1,50,92']],
  [
    'a stock book with its balance',
    'inventory',
    ['Item Name,Opening Balance,Debit Qty,Credit Qty,Closing Balance Qty', 'Soap,10,5,3,12', 'Tea,10,5,3,12'],
  ],
])('%s', async (_, expected, lines) => expect(await answer(...lines)).toBe(expected))
