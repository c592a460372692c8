import { Text } from './text.tsx'

/** Most nodes that are named. */
const mostNames = 3

/** Names of nodes, the first few of many. */
export function Names({ names }: { readonly names: readonly string[] }) {
  const others = names.length - mostNames
  return (
    <>
      <Text>{names.slice(0, mostNames).join(', ')}</Text>
      {others > 0 && ` and ${others.toLocaleString('en')} more`}
    </>
  )
}
