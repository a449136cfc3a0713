/** Words of the Stores page and of a store's own page. */
export const stores = {
  title: 'Stores',
  table: 'All stores',
  note: 'Most revenue first. Stock is what the last count listed, at cost: goods billed without stock are taken off, and what no file gives a cost for is left out. What is on the shelf now stands under Actions.',
  search: 'Find a store',
  back: 'All stores',
  gone: { title: 'No such store', text: 'No file of yours has this store, or the filter leaves nothing of it.' },
  sales: 'Sales',
  best: 'What sells best here',
  categories: 'Categories',
  no_category: 'Without a category',
  out: 'Ran out here',
  slow: 'Slow here',
  dead: 'Dead here',
  average_bill: 'Average bill',
  margin: 'margin {{margin}}',
  why: {
    cost: 'No file says what the goods cost.',
    stock: 'No stock count is here.',
    amount: 'No sale here has an amount.',
    bills: 'The sales here have no bill numbers.',
  },
}
