import { type CSSVariablesResolver, createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core'

/** The one accent: what can be pressed. Shade 6 on the light surface and 4 on the dark one are above 4.5:1. */
const ink: MantineColorsTuple = [
  '#eef6f4',
  '#dcece8',
  '#b8d8d0',
  '#8fc3b7',
  '#6db3a5',
  '#36877a',
  '#1c6b5f',
  '#17594f',
  '#12463f',
  '#0d342f',
]
const gray: MantineColorsTuple = [
  '#fafaf9',
  '#f4f4f2',
  '#e9e8e5',
  '#dcdad6',
  '#c6c4be',
  '#97948d',
  '#66645e',
  '#4b4944',
  '#32312d',
  '#1d1c1a',
]
const dark: MantineColorsTuple = [
  '#e6e5e1',
  '#c9c7c2',
  '#a6a49e',
  '#7e7c76',
  '#484744',
  '#393836',
  '#2b2a29',
  '#1f1f1e',
  '#181817',
  '#121211',
]

const ON_ACCENT = 'var(--lucid-on-accent)'

/** Four sizes: 13 notes, 15 text, 20 titles, 28 figures. Spacing in steps of 4. Borders before shadows. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 4 },
  // white on the dark surface's accent is below 4.5:1, and Mantine looks at the light one's only
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input)
    return input.variant === 'filled' && (input.color ?? 'ink') === 'ink' ? { ...colors, color: ON_ACCENT } : colors
  },
  colors: { ink, gray, dark },
  black: '#1d1c1a',
  fontFamily: '"Lucid Sans", "Noto Sans", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '0.9375rem', lg: '1.25rem', xl: '1.75rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.35', xl: '1.2' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  focusRing: 'auto',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.35' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.5' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.5' },
    },
  },
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 4px 16px rgb(0 0 0 / 0.08)',
    lg: '0 8px 24px rgb(0 0 0 / 0.1)',
    xl: '0 12px 32px rgb(0 0 0 / 0.12)',
  },
  components: {
    Tooltip: { defaultProps: { withArrow: true, events: { hover: true, focus: true, touch: true }, transitionProps: { duration: 100 } } },
    Popover: { defaultProps: { transitionProps: { duration: 100 }, shadow: 'md' } },
    Menu: { defaultProps: { transitionProps: { duration: 100 }, shadow: 'md' } },
    Drawer: { defaultProps: { transitionProps: { duration: 140 } } },
    Modal: { defaultProps: { transitionProps: { duration: 100 }, centered: true } },
    SegmentedControl: { defaultProps: { withItemsBorders: false, transitionDuration: 100 } },
    Checkbox: { defaultProps: { iconColor: ON_ACCENT } },
    Button: { styles: { label: { fontWeight: 550 } } },
  },
})

/** Colours beyond Mantine's. `rise` and `fall` differ in brightness and in the blue-orange axis, which every common colour vision keeps apart. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fafaf9',
    '--mantine-color-dimmed': '#66645e',
    '--lucid-on-accent': '#ffffff',
    '--lucid-surface': '#ffffff',
    '--lucid-sunken': '#f4f4f2',
    '--lucid-border': '#e5e3df',
    '--lucid-bar': '#36877a',
    '--lucid-bar-soft': '#dcece8',
    '--lucid-rise': '#1d5a9e',
    '--lucid-fall': '#a1460a',
    '--mantine-color-error': '#b42318',
  },
  dark: {
    '--mantine-color-body': '#181817',
    '--mantine-color-dimmed': '#a6a49e',
    '--lucid-on-accent': '#0f1f1c',
    '--lucid-surface': '#1f1f1e',
    '--lucid-sunken': '#262625',
    '--lucid-border': '#343331',
    '--lucid-bar': '#4f9a8c',
    '--lucid-bar-soft': '#1d3f39',
    '--lucid-rise': '#85b8f0',
    '--lucid-fall': '#f2a66b',
    '--mantine-color-error': '#ff9a8f',
  },
})
