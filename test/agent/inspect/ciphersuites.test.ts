import { expect, test } from 'vitest'
import { suitesRefusal } from '../../../agent/inspect/ciphersuites.ts'

const [weak, strong] = ['TLS_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384']
const needed = 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'

test.each<[readonly string[], boolean, string | undefined]>([
  [[], false, undefined],
  [[needed], false, undefined],
  [[weak, needed], false, undefined],
  [['TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305', needed], false, undefined],
  [[strong], false, 'http2: missing an HTTP/2-required AES_128_GCM_SHA256 cipher'],
  [['TLS_AES_128_GCM_SHA256'], false, 'http2: missing an HTTP/2-required AES_128_GCM_SHA256 cipher'],
  [[strong], true, undefined],
  [[needed.toLowerCase()], true, `Cipher suite ${needed.toLowerCase()} not supported or doesn't exist`],
  [[needed, ` ${strong}`], false, `Cipher suite  ${strong} not supported or doesn't exist`],
  [[''], false, "Cipher suite  not supported or doesn't exist"],
])('%j, TLS 1.3 alone %s: %s', (suites, newest, words) => {
  expect(suitesRefusal(suites, newest)).toBe(words)
})
