// Which interface has which address, as far as /proc/PID/net tells: proc_pid_net(5) and the kernel's fib_trie.c.
import { addressBytes, sharePrefix } from './ipaddress.ts'
import { type ByteOrder, ownOrder, wordBytes } from './procnet.ts'

/** A network that an interface is in itself, without a router between. */
export interface Link {
  readonly name: string
  readonly network: readonly number[]
  /** Length of its mask in bits. */
  readonly bits: number
}

/** The networks of `route` that are reached without a router. Lines that are not understood are left out. */
export function parseRoutes(text: string, order: ByteOrder = ownOrder): Link[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [name = '', network = '', gateway = '', , , , , mask = ''] = line.trim().split(/\s+/)
      if (![network, gateway, mask].every((word) => /^[0-9A-F]{8}$/.test(word)) || gateway !== '00000000') return []
      const bits = wordBytes(mask, order).reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
      return [{ name, network: wordBytes(network, order), bits }]
    })
}

/** The addresses of `if_inet6`, each a network of its own. */
export function parseAddresses6(text: string): Link[] {
  return text.split('\n').flatMap((line) => {
    const [, hex, name = ''] = /^([0-9a-f]{32}) [0-9a-f]+ [0-9a-f]+ [0-9a-f]+ [0-9a-f]+ +(\S+)$/.exec(line.trim()) ?? []
    return hex === undefined ? [] : [{ name, network: [...Buffer.from(hex, 'hex')], bits: 128 }]
  })
}

/** Names of the interfaces that the narrowest of these networks around an address belong to. */
export function interfacesOf(address: string, links: readonly Link[]): string[] {
  const bytes = addressBytes(address.replace(/^::ffff:(?=[\d.]+$)/, ''))
  if (bytes === undefined) return []
  const around = links.filter(({ network, bits }) => sharePrefix(bytes, network, bits))
  const narrowest = Math.max(...around.map(({ bits }) => bits))
  return [...new Set(around.filter(({ bits }) => bits > 0 && bits === narrowest).map(({ name }) => name))]
}
