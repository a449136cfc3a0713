import { bring } from '../bring'
import { products } from '../en/products'

await bring('products', products, async () => (await import('../hi/products')).products)
