import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../collector/web/styles/tokens.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')

function colours(text: string): Map<string, string> {
  return new Map([...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const backgrounds = ['canvas', 'panel', 'raised', 'hover', 'open']
const onBackgrounds = ['text', 'muted', 'accent', 'fail', 'error', 'unknown', 'review', 'pass', 'none']
const pairs = [
  ...onBackgrounds.flatMap((text) => backgrounds.map((back) => [text, back] as const)),
  ...['critical', 'high', 'medium', 'low', 'info'].map((name) => [`${name}-text`, `${name}-back`] as const),
  ['text', 'error-back'] as const,
  ['text', 'remark-back'] as const,
]

test.each([
  ['light', colours(light)],
  ['dark', colours(dark)],
] as const)('every text of the %s page can be read', (_name, found) => {
  const ratios = pairs.map(
    ([text, back]) => [text, back, contrast(found.get(text) ?? '', found.get(back) ?? '')] as const,
  )
  expect(ratios.filter(([, , ratio]) => !(ratio >= 4.5))).toEqual([])
})
