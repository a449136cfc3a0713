import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { ShopSettings } from './features/settings/shop-settings'
import { router } from './routes'
import { cssVariablesResolver, theme } from './theme'

/** Everything that every page stands on: data, look, the shop's settings, routes. */
export function App({ queries }: { queries: QueryClient }) {
  return (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
          <ShopSettings>
            <RouterProvider router={router} />
          </ShopSettings>
        </MantineProvider>
      </QueryClientProvider>
    </StrictMode>
  )
}
