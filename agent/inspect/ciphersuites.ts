// Which settings of TLS programs in Go start with.

/** Values of Kubernetes' flags and fields for the oldest version of TLS. */
export const tlsVersions: readonly string[] = ['', 'VersionTLS10', 'VersionTLS11', 'VersionTLS12', 'VersionTLS13']

/** Names that Go has (crypto/tls), with the two that the components add for ChaCha20. */
export const cipherSuites: ReadonlySet<string> = new Set([
  ...['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256'].map((name) => `TLS_${name}`),
  ...['ECDSA', 'RSA'].flatMap((key) =>
    ['AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384'].map(
      (name) => `TLS_ECDHE_${key}_WITH_${name}`,
    ),
  ),
  ...['ECDSA', 'RSA'].flatMap((key) =>
    ['CHACHA20_POLY1305_SHA256', 'CHACHA20_POLY1305', 'RC4_128_SHA'].map((name) => `TLS_ECDHE_${key}_WITH_${name}`),
  ),
  'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  ...['RC4_128_SHA', '3DES_EDE_CBC_SHA', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256'].map(
    (name) => `TLS_RSA_WITH_${name}`,
  ),
  ...['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384'].map((name) => `TLS_RSA_WITH_${name}`),
])

/** HTTP/2 asks for one of them below TLS 1.3 (RFC 9113, 9.2.2), and Go's server refuses a list without. */
const http2Suites = ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256']

/**
 * Why a component does not start with these cipher suites; an empty list is that of Go.
 *
 * @param newest whether TLS 1.3 alone is spoken, which has suites of its own
 */
export function suitesRefusal(suites: readonly string[], newest: boolean): string | undefined {
  if (suites.length === 0) return undefined
  const foreign = suites.find((name) => !cipherSuites.has(name))
  if (foreign !== undefined) return `Cipher suite ${foreign} not supported or doesn't exist`
  if (newest || http2Suites.some((name) => suites.includes(name))) return undefined
  return 'http2: missing an HTTP/2-required AES_128_GCM_SHA256 cipher'
}
