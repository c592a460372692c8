/** A socket for a table of `/proc/PID/net`. */
export interface TableRow {
  /** As the table has it: `00000000` is any address, `0100007F` is 127.0.0.1. */
  readonly address?: string
  readonly port: number
  readonly inode: number
  readonly uid?: number
  /** Default `0A`, listening. */
  readonly state?: string
  readonly remote?: string
}

export const any6 = '0'.repeat(32)

/** The text of `tcp` and `tcp6`, byte for byte as Linux 6.18 writes it up to the fields that nobody reads. */
export function tcpTable(...rows: TableRow[]): string {
  return table('  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode', rows)
}

/** The text of `udp` and `udp6`. */
export function udpTable(...rows: TableRow[]): string {
  const unconnected = rows.map((each) => ({ state: '07', ...each }))
  return table(
    '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops',
    unconnected,
  )
}

function table(head: string, rows: readonly TableRow[]): string {
  const lines = rows.map((row, at) => {
    const address = row.address ?? '00000000'
    const port = row.port.toString(16).toUpperCase().padStart(4, '0')
    const remote = row.remote ?? `${'0'.repeat(address.length)}:0000`
    const uid = String(row.uid ?? 0).padStart(5)
    return `${String(at).padStart(4)}: ${address}:${port} ${remote} ${row.state ?? '0A'} 00000000:00000000 00:00000000 00000000 ${uid}        0 ${row.inode} 1 0000000000000000 100 0 0 10 0`
  })
  return [head, ...lines].map((line) => `${line.padEnd(149)}\n`).join('')
}
