// Keys, signatures and the forms of files.
import { sample } from '../../../support/certificates.ts'
import { apiServer, authority, cert, key, pair, serving, type Variant, windows } from './given.ts'

const keyed = (name: string, text: () => string, outcome: string): Variant => ({
  name: `a private key: ${name}`,
  node: () =>
    apiServer(cert('leaf'), { '/pki/s.key': { content: text(), mode: '0600' } }, '--tls-private-key-file=/pki/s.key'),
  rules: { 'certificate-key-matches': outcome },
})

export const keysAndForms: Variant[] = [
  serving('rsa', { 'certificate-key-strength': 'pass', 'certificate-signature': 'pass' }),
  serving('curve of 521', { 'certificate-key-strength': 'pass' }),
  serving('edwards', { 'certificate-key-strength': 'pass' }),
  ...(
    [
      ['p224', { 'certificate-key-strength': 'fail' }],
      ['p384', { 'certificate-key-strength': 'pass' }],
      ['dsa', { 'certificate-key-strength': 'fail' }],
      ['ed448', { 'certificate-key-strength': 'pass', 'certificate-signature': 'pass' }],
      // Roots, whose signature nobody verifies.
      ['rsa-md5', { 'certificate-signature': 'pass' }],
      ['forever', { 'certificate-renewal': 'pass' }],
    ] as const
  ).map(([name, rules]) => ({ name: `of OpenSSL: ${name}`, node: () => apiServer(sample(name)), rules })),
  serving('signed with SHA-1', { 'certificate-signature': 'fail' }),
  {
    name: 'SHA-1 of a root',
    node: () => apiServer(cert('leaf'), { [authority]: cert('ca with SHA-1') }, `--client-ca-file=${authority}`),
    rules: { 'certificate-signature': 'pass,pass' },
  },
  keyed('its own', () => key('leaf'), 'pass'),
  keyed("another one's", () => key('ca'), 'fail'),
  keyed('of another kind', () => key('rsa'), 'fail'),
  keyed(
    'with text around it and lines of Windows',
    () => windows(`Bag Attributes\n  x: y\n${key('leaf')}trailer\n`),
    'pass',
  ),
  keyed('encrypted', () => sample('key enc-pkcs8'), 'unknown'),
  {
    name: 'key and certificate in one file, the key first, that everybody reads',
    node: () =>
      apiServer(
        '',
        { '/pki/s.crt': { content: key('leaf') + cert('leaf'), mode: '0644' } },
        '--tls-private-key-file=/pki/s.crt',
      ),
    rules: { 'certificate-key-matches': 'pass', 'certificate-key-mode': 'fail' },
  },
  {
    name: 'key and certificate in one file for root alone',
    node: () =>
      apiServer(
        '',
        { '/pki/s.crt': { content: pair('leaf').combined, mode: '0400' } },
        '--tls-private-key-file=/pki/s.crt',
      ),
    rules: { 'certificate-key-mode': 'pass' },
  },
  {
    name: 'a file that is named and not there',
    node: () => apiServer(cert('leaf'), {}, '--client-ca-file=/pki/none.crt'),
    rules: { 'certificate-file-present': 'fail,pass' },
  },
  {
    name: 'text around, comments and lines of Windows',
    node: () => apiServer(windows(`subject=CN = s\n# comment\n${cert('leaf')}\n\ntext\n${cert('ca')}end`)),
    rules: { 'certificate-file-whole': 'pass', 'certificate-valid': 'pass,pass' },
  },
  {
    name: 'a block that is cut',
    node: () => apiServer(cert('leaf') + cert('ca').slice(0, 200)),
    rules: { 'certificate-file-whole': 'fail', 'certificate-valid': 'pass' },
  },
  // Go finds no block that does not begin a line, nor one whose last line goes on.
  {
    name: 'a mark of the byte order',
    node: () => apiServer(`\uFEFF${cert('leaf')}`),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'text behind a mark of the byte order',
    node: () => apiServer(`\uFEFF# made today\n${cert('leaf')}`),
    rules: { 'certificate-file-whole': 'pass' },
  },
  {
    name: 'an authority behind a mark of the byte order is none to Go',
    node: () =>
      apiServer(
        cert('leaf'),
        { '/pki/p.crt': cert('by the front'), '/pki/f.crt': `\uFEFF${cert('front ca')}` },
        ...['--proxy-client-cert-file=/pki/p.crt', '--requestheader-client-ca-file=/pki/f.crt'],
      ),
    rules: { 'certificate-trusted': 'fail', 'certificate-file-whole': 'fail,pass,pass' },
  },
  {
    name: 'blanks before it',
    node: () => apiServer(cert('leaf').replaceAll(/^/gm, '  ')),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'two without a line between them',
    node: () => apiServer(cert('leaf').trimEnd() + cert('ca')),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'DER, which no component in Go loads',
    node: () => apiServer(Buffer.from(cert('leaf').split('\n').slice(1, -2).join(''), 'base64').toString('latin1')),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: "OpenSSL's trusted form",
    node: () => apiServer(sample('trusted')),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'no certificate in the file',
    node: () => apiServer('not a certificate\n'),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'an empty file',
    node: () => apiServer(''),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'a pipe in its place is not opened',
    node: () => apiServer('', { '/pki/s.crt': { fifo: true } }),
    rules: { 'certificate-file-present': 'unknown' },
  },
  {
    name: 'a directory in its place',
    node: () => apiServer('', { '/pki/s.crt': { directory: true } }),
    rules: { 'certificate-file-present': 'unknown' },
  },
]
