import { Link } from '@tanstack/react-router'
import link from './row-link.module.css'

/** The name of a product, which leads to its own page under the same filter. */
export function ProductLink({ sku_id, name }: { sku_id: string; name: string }) {
  return (
    <Link to="/products/$sku_id" params={{ sku_id }} className={link.link}>
      {name}
    </Link>
  )
}
