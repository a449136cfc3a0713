/** What was found in the rows of a file, by code: what it is, and what to do. Same keys as hi/data/findings.ts. */

export const issue = {
  E_DATE_MISSING: {
    title: 'No date',
    about: 'The row has no date, so it cannot be placed in time.',
    todo: 'Fill the date in the file and drop it again.',
  },
  E_DATE_PARSE: {
    title: 'Date cannot be read',
    about: 'The text in the date column is not a date in the order of this column.',
    todo: 'Correct the date, or check the date order with “Change columns”.',
  },
  E_DATE_RANGE: {
    title: 'Date is not possible',
    about: 'The date is before the year 2000 or after the day you dropped the file.',
    todo: 'Check the year of these rows.',
  },
  E_PRODUCT_MISSING: {
    title: 'No product',
    about: 'The row has neither a product name nor an item code.',
    todo: 'Fill the product in the file and drop it again.',
  },
  E_QTY_PARSE: {
    title: 'Quantity cannot be read',
    about: 'The quantity is not a number Lucid can be sure of.',
    todo: 'Write it as a plain number, such as 12 or 1.5.',
  },
  E_AMOUNT_PARSE: {
    title: 'Amount cannot be read',
    about: 'A price or amount is not a number Lucid can be sure of, such as “1,23”.',
    todo: 'Write it as a plain number, such as 1234.50.',
  },
  E_EMPTY_MEASURE: {
    title: 'No quantity and no amount',
    about: 'The row says neither how many were sold nor for how much.',
    todo: 'Fill the quantity or the amount.',
  },
  E_CURRENCY: {
    title: 'Another currency',
    about: 'The row is in another currency than the rest of the file; adding them would be wrong.',
    todo: 'Drop each currency as its own file, in your shop’s currency.',
  },
  E_RAGGED: {
    title: 'Too many cells',
    about: 'The row has more cells than there are columns, often a comma inside a name without quotes.',
    todo: 'Put quotes around that text in the file.',
  },
  E_CELL_TOO_LONG: {
    title: 'Cell is too long',
    about: 'A cell holds more than 32,767 characters, often from a quote that was never closed.',
    todo: 'Look at this row in the file and close the quote.',
  },
  W_AMOUNT_MISMATCH: {
    title: 'Amount does not agree',
    about: 'Quantity times price is not the amount of the row, even with tax. The amount of the file was kept.',
    todo: 'Look at some rows. A discount column that is not set is a common reason.',
  },
  W_PRICE_OUTLIER: {
    title: 'Unusual price',
    about: 'The price is more than ten times, or less than a tenth of, what this product usually sells for.',
    todo: 'Check for a slipped decimal point.',
  },
  W_QTY_OUTLIER: {
    title: 'Unusual quantity',
    about: 'The quantity is more than twenty times what is usual for this product.',
    todo: 'Check whether it is a bulk sale or a slip.',
  },
  W_MRP_EXCEEDED: {
    title: 'Sold above MRP',
    about: 'The price of one is above the printed MRP.',
    todo: 'Check the price or the MRP of these products.',
  },
  W_COST_GT_PRICE: {
    title: 'Sold below cost',
    about: 'The cost of one is higher than its price, so the row makes a loss.',
    todo: 'Check the cost; if it is right, the loss is real.',
  },
  W_TAX_UNKNOWN: {
    title: 'Tax not separable',
    about: 'The file does not say how much of the amount is tax, so the whole amount counts: as revenue, or as what goods cost.',
    todo: 'Export the file with a column of tax amounts, or of amounts before tax.',
  },
  W_UNIT: {
    title: 'Unknown unit',
    about: 'The unit of the quantity is not one that Lucid knows; the number was taken as it is.',
    todo: 'Use units such as pcs, kg, gm, l, ml or doz.',
  },
  W_DATE_AMBIGUOUS: {
    title: 'Date order not proven',
    about: 'No date of the file shows whether the day or the month comes first; the way of your country was used.',
    todo: 'Check one date you remember. If it is wrong, use “Change columns”.',
  },
  W_DATES_TWO_WAYS: {
    title: 'Dates in two notations',
    about:
      'Some dates have the day first and others the month first. The order of the rows shows which are which, and they were read that way.',
    todo: 'Look at some rows to see that their dates are right.',
  },
  W_CARRIED_DOWN: {
    title: 'Written once, read for the lines below',
    about:
      'The file writes the date and the bill, the product, the store, the supplier or the group once, on a line above others or on the first of them. The lines below it were read with what that line says.',
    todo: 'Look at one bill, product or group with several lines to see that it is whole.',
  },
  W_BILL_TOTAL: {
    title: 'Totals of bills on their lines',
    about:
      'A column repeats the total of the bill on each of its lines. It was left out: added up, a bill would count as often as it has lines.',
    todo: 'Where no amount of the line is left, export the bills with item amounts or rates.',
  },
  W_BILL_DISCOUNT: {
    title: 'Discounts of bills on their lines',
    about:
      'A column repeats the discount of the bill on each of its lines. It was taken once for each bill: every line has the part of it that its amount is of the bill.',
    todo: 'Look at one bill with a discount to see that it comes to what was paid.',
  },
  W_REFUNDS_LEFT: {
    title: 'Money given back is not taken off',
    about:
      'A column says what was given back to customers. Nothing in the file tells whether the amounts beside it are before or after that, or it repeats the refund of the whole bill, so it was left out. If the amounts are before it, revenue is too high by this money.',
    todo: 'If the amounts are before the refunds, choose “Change columns” and say that this column is “Amount returned”; else all is well.',
  },
  W_NOTHING_READ: {
    title: 'Nothing of this file counts',
    about: 'Every row was rejected or set aside, so the file adds nothing to any figure.',
    todo: 'Look at the reasons below. If Lucid took the file for the wrong thing (sales, stock, purchases, products), choose “Change columns” and say what it is; else export it again with one row for each product.',
  },
  W_ONE_DAY: {
    title: 'All rows are of one day',
    about:
      'The rows have no dates: the file adds up what was sold or bought, perhaps over several days. All of it counts on one day, the last of them. What happened on which of the days is not known, so figures by day and weekday, and how fast goods sell within these days, are rough.',
    todo: 'Better: export the bills line by line, with their dates. If bills of the same days were dropped too, remove this file: they would count twice.',
  },
  W_FOOTER_MISMATCH: {
    title: 'Total at the end does not agree',
    about: 'The total written at the end of the file differs from what its rows add up to. No row was left out for it.',
    todo: 'Look at what the total counts: it may have tax, rounding or cancelled bills in it. If rows are missing, export the file again.',
  },
  W_NEG_STOCK: {
    title: 'Stock below zero',
    about: 'More was sold than the stock knew of. The row is kept as it is and netted against the other batches.',
    todo: 'Count this item again, and enter purchases that are missing.',
  },
  W_EXPIRY_MISSING: {
    title: 'No expiry date',
    about: 'Other rows have an expiry date and this one has none. The stock counts; when it expires is unknown.',
    todo: 'Write the date from the pack into the stock file.',
  },
  W_EXPIRY_BEFORE_RECEIPT: {
    title: 'Expired before it came',
    about: 'The expiry date is before the day the goods were received, so one of the two is probably wrong.',
    todo: 'Compare both dates with the pack and the bill.',
  },
  W_EXPIRY_PAST_AT_RECEIPT: {
    title: 'Bought past its expiry',
    about: 'The expiry date is before the day of the purchase, so one of the two is probably wrong.',
    todo: 'Compare both dates with the pack and the bill.',
  },
  W_DATE_UNREAD: {
    title: 'A date could not be read',
    about: 'An expiry, received or made date is no date that a calendar has. The row is kept without it.',
    todo: 'Correct the date in the file and drop it again.',
  },
  W_COST_UNIT: {
    title: 'Cost of a pack or of a piece?',
    about: 'The quantity is in packs and pieces, and nothing tells which of them the cost is of. The goods count without a cost.',
    todo: 'Export the value of the row too, or quantities in one unit.',
  },
  W_FREE_SOLD: {
    title: 'Free goods went with the sale',
    about:
      'The row says how many were sold and how many went free with them, in a column of its own or as 10+1. All of them left the shop, so all count as units; the amount stays what the row says.',
    todo: 'Nothing to do, unless the column or “+” means something else in your file.',
  },
  W_SOLD_BELOW_ZERO: {
    title: 'Sales written as numbers below zero',
    about:
      'Nearly all lines of this file are below zero, as programs write what leaves the shop. They were read as sales, and the lines above zero as returns.',
    todo: 'Look at one bill you remember. If these were returns, delete the file and export them as a list of returns.',
  },
  W_ONLY_RETURNS: {
    title: 'Nothing but returns',
    about: 'Every line of this file is below zero, so all of them count as returns and take from what you earned.',
    todo: 'If they are sales, export them together with other days, or as numbers above zero.',
  },
  W_NUMBER_UNREAD: {
    title: 'A number could not be read',
    about: 'A tax rate, an MRP, a shelf life or a free quantity is not written as a number. The row is kept without it.',
    todo: 'Correct the cell in the file and drop it again.',
  },
  W_NO_PRICE: {
    title: 'No price known',
    about:
      'The row has a quantity but neither price nor amount, and no product file gives a price. Its units count, its revenue is unknown.',
    todo: 'Drop a product file with prices; these rows are then valued.',
  },
  E_MIXED_ENCODING: {
    title: 'Unreadable characters',
    about: 'Some characters were saved in another way than the rest of the file and were replaced.',
    todo: 'Check names in these rows; export as UTF-8 if you can.',
  },
  I_BLANK: { title: 'Blank rows', about: 'There is nothing in the row.', todo: 'Nothing to do.' },
  I_REPEATED_HEADER: { title: 'Column names again', about: 'The row repeats the column names.', todo: 'Nothing to do.' },
  I_TOTAL_ROW: {
    title: 'Total rows',
    about:
      'The row is a total, an opening or closing balance, a page line or a heading over the rows below it; they are counted, it is not.',
    todo: 'Nothing to do.',
  },
  I_CANCELLED: { title: 'Cancelled', about: 'The row is marked as cancelled or void, so it is not a sale.', todo: 'Nothing to do.' },
  I_NOT_A_SALE: {
    title: 'No goods on the row',
    about: 'The row belongs to a bill but no goods: its sum, a tax or shipping line, a gift card or a free replacement.',
    todo: 'Nothing to do.',
  },
  I_OTHER_TABLE: {
    title: 'Another table in the same file',
    about: 'From the first of these rows on, the file holds a second table with other columns. It was not added to the first.',
    todo: 'Save the second table as a file of its own and drop it, if you need it.',
  },
  I_DUPLICATE: {
    title: 'Already there',
    about: 'Another file you dropped says the same already, perhaps in more detail; it is counted once.',
    todo: 'Nothing to do.',
  },
  I_SUPERSEDED: {
    title: 'Newer version used',
    about: 'A newer file has the same bill with other content; the newer one counts.',
    todo: 'Nothing to do.',
  },
  I_COUNTED_BY_BATCH: {
    title: 'Counted by batch in another file, to another number',
    about:
      'Another stock file of the same day and store lists the batches of these products, and they do not come to what is counted here. The batches count, not these rows. Beside each row is what it counts for its product, and what the batches come to.',
    todo: 'Count these products again if the difference matters. If the other file is wrong, remove it: these rows then count.',
  },
  E_LINE_TOO_LONG: {
    title: 'Line is too long',
    about: 'The line is longer than 1 MB and was left out; the rest of the file was read.',
    todo: 'Look at this line in the file; often a quote was never closed.',
  },
  I_DERIVED: {
    title: 'Worked out',
    about: 'Price, quantity or amount was missing and was worked out from the others or from the product file.',
    todo: 'Nothing to do.',
  },
  I_PRODUCTS_TOO: {
    title: 'Products are described too',
    about:
      'The file counts stock and says more of its products: group, brand, tax, perhaps prices. Both were taken; where a list of products says otherwise, the list counts.',
    todo: 'Nothing to do.',
  },
  I_PARTLY_BY_BATCH: {
    title: 'Some of it is in batches of another file',
    about:
      'Another stock file of the same day and store lists some batches of these products, such as those that expire soon. They were taken out of the count here; the rest counts without a batch. Beside each row is what it counts for its product, and what those batches come to.',
    todo: 'Nothing to do. A list of all batches would say when the rest expires too.',
  },
  I_FREE_INSIDE: {
    title: 'Free goods are in the quantity',
    about:
      'Amounts in this file come to the rate times the quantity without the free goods, so the quantity holds them already. They were taken out of it and count once.',
    todo: 'Compare one row that has free goods with its bill.',
  },
  I_STORE_IN_NAME: {
    title: 'The store is in the name of the file',
    about: 'No column says which store the rows are from. The name of the file says a store that you have, so they count there.',
    todo: 'If they are from another store, choose “Change columns” and say which.',
  },
  I_MONTH_LINES: {
    title: 'One line for a whole month',
    about:
      'The file has sums of months, not days. Each is one line dated the last day of its month, so weekdays, daily trends and days without sales say nothing here.',
    todo: 'Nothing to do. For figures by day, drop the bills of the same time instead of this file.',
  },
  I_WEEK_LINES: {
    title: 'One line for a whole week',
    about:
      'The file has sums of weeks, not days. Each is one line on one day of its week, so weekdays, daily trends and days without sales say nothing here.',
    todo: 'Nothing to do. For figures by day, drop the bills of the same time instead of this file.',
  },
  I_OTHER_RECORD: {
    title: 'Not sales, purchases or stock',
    about: 'Payments, orders, estimates and the like are in the file but are no sale, so they are left out.',
    todo: 'Nothing to do.',
  },
  I_NO_TABLE: {
    title: 'Nothing for Lucid in it',
    about: 'This part of the file has no sales, purchases, products, stores or stock.',
    todo: 'Nothing to do.',
  },
  W_UNKNOWN_RECORD: {
    title: 'Records of an unknown type',
    about: 'The file holds records of a type that Lucid does not know. They are left out.',
    todo: 'Compare the total with your billing program.',
  },
  W_STOCK_RESIDUE: {
    title: 'Stock does not add up',
    about: 'For these items, opening stock and all movements give another stock than the one saved. The saved stock is used.',
    todo: 'Count these items and correct the stock in your billing program.',
  },
  W_BILL_RESIDUE: {
    title: 'Bills do not add up',
    about: 'On these bills the lines give another sum than the total of the bill. The lines are used.',
    todo: 'Compare these bills with your billing program.',
  },
  W_STOCK_STORE: {
    title: 'Stock of all stores together',
    about: 'The file does not say in which store the stock lies. All of it is shown in the first store.',
    todo: 'Export the stock of each store, if your billing program can.',
  },
  unknown: { title: 'Finding {{code}}', about: 'This version has no words for this finding yet.', todo: 'Look at the examples.' },
}
