import { raw, sql } from '../db/sql'
import { dimensionColumns, ordersWarning, splitBy, splitFigures, splitOrder } from './by-dimension'
import { defineMetric } from './metric'

export default defineMetric({
  id: 'channels',
  title: 'Channels',
  definition: 'Sales of the period split by channel (offline, online), most revenue first.',
  params: [],
  columns: [
    { name: 'channel', unit: 'word', title: 'Channel', definition: 'offline or online; offline where no file says.', nullable: false },
    ...dimensionColumns('channel', 'channel'),
  ],
  keys: { channel: raw('channel') },
  sql: (ctx) => sql`WITH ${splitBy('channel', ctx)} SELECT channel, ${splitFigures} FROM split ${splitOrder('channel')}`,
  warnings: ordersWarning,
})
