import { raw } from '../db/sql'
import { demandBins } from '../risk/demand-bins'
import batchRisk from './batch-risk.metric'
import { defineMetric } from './metric'

const BINS = 40

export default defineMetric({
  id: 'demand-chances',
  title: 'What may sell of a batch’s product',
  definition:
    'How likely it is that customers ask for so many units of a product in a store in the days that one batch has left: the distribution behind its risk. Of the batch that is named, in the store and for the product that the filter names.',
  needs: batchRisk.needs ?? [],
  params: [
    { name: 'batch', type: 'word', default: '', definition: 'Number of the batch.' },
    { name: 'expiry', type: 'word', default: '', definition: 'Its expiry date.' },
    ...batchRisk.params.filter(({ name }) => name !== 'limit'),
  ],
  columns: [
    {
      name: 'from_units',
      unit: 'units',
      title: 'From',
      definition: 'Units asked for, from.',
      nullable: false,
      opens: () => ({ like: 'chance', rule: 'Equal steps over what is likely.' }),
    },
    {
      name: 'to_units',
      unit: 'units',
      title: 'To',
      definition: 'Units asked for, to.',
      nullable: false,
      opens: () => ({ like: 'chance', rule: 'Equal steps over what is likely.' }),
    },
    {
      name: 'chance',
      unit: 'ratio',
      title: 'Chance',
      definition:
        'Chance that so many units are asked for: negative binomial with the mean and the dispersion of the batch, Poisson where that is 1. The first and the last step hold what is beyond.',
      nullable: false,
      // a chance is no sum over rows: it follows from the demand of the product, whose sales are rows of “Demand”
      opens: (ctx, row) => ({
        parts: [
          { name: 'contribution', title: 'Units sold', unit: 'units', of: raw(`CASE WHEN line_type = 'SALE' THEN qty END`), scale: 1000 },
        ],
        combine: () => Number(row.chance),
        rule: 'From the mean of what sells in these days and how unevenly days sell. The rows are the sales of the product.',
        lines: ctx.scope,
      }),
    },
    {
      name: 'is_enough',
      unit: 'flag',
      title: 'All of it sells',
      definition: 'Whether so many units are enough for all of the batch to sell, after the batches before it.',
      nullable: false,
    },
  ],
  keys: { from_units: raw('NULL') },
  of: batchRisk,
  sql: (ctx) => batchRisk.sql(ctx),
  finish: (rows, ctx) => {
    const row = rows.find(({ batch_id, expiry_date }) => batch_id === ctx.args.batch && (expiry_date ?? '') === ctx.args.expiry)
    if (!row || row.expected_demand === null) return []
    const unit = Number(row.sale_unit)
    return demandBins(Number(row.expected_demand) / unit, Number(row.dispersion), BINS).map(({ from, to, chance }) => ({
      from_units: from * unit,
      to_units: to * unit,
      chance,
      is_enough: to >= Math.ceil(Number(row.needed_units) / unit - 1e-9),
    }))
  },
})
