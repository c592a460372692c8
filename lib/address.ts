import { z } from 'zod'

/** `host:port`, an IPv6 address in brackets; for configurations. */
export const addressSchema = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, {
    error: 'written host:port, for example 127.0.0.1:7440',
    abort: true,
  })
  .refine((text) => splitAddress(text).port <= 65_535, 'a port is at most 65535')

/** The parts of such an address. */
export interface Address {
  /** As it is written: an IPv6 address in brackets, as URLs want it. */
  readonly written: string
  /** Without brackets, as sockets and certificates want it. */
  readonly host: string
  readonly port: number
}

/** Takes `host:port` apart. */
export function splitAddress(text: string): Address {
  const at = text.lastIndexOf(':')
  const written = text.slice(0, at)
  return { written, host: written.replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) }
}
