// The node's own IPv4 addresses from /proc/PID/net/fib_trie, which no other file there tells (kernel's fib_trie.c).
import { addressBytes } from './ipaddress.ts'

/** The addresses that are the machine's own, each once, in the order of the table. Lines that are not understood are left out. */
export function parseOwnAddresses(text: string): string[] {
  const found = new Set<string>()
  let address = ''
  for (const line of text.split('\n')) {
    address = /^\s*\|-- ([\d.]+)$/.exec(line)?.[1] ?? address
    if (/^\s*\/32 host LOCAL$/.test(line) && addressBytes(address)) found.add(address)
  }
  return [...found]
}

/** The interface of the route for everything else, from /proc/PID/net/route; of several the one that is preferred. */
export function parseDefaultInterface(text: string): string | undefined {
  const routes = text.split('\n').flatMap((line) => {
    const [name = '', network, , , , , metric, mask] = line.trim().split(/\s+/)
    return network === '00000000' && mask === '00000000' ? [{ name, metric: Number(metric) }] : []
  })
  return routes.reduce<(typeof routes)[number] | undefined>(
    (best, each) => (best && best.metric <= each.metric ? best : each),
    undefined,
  )?.name
}
