import { bring } from '../bring'

await bring('figures', null, async () => (await import('../hi/figures')).figures)
