import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ComponentFlags, readFlags } from '../../../../agent/inspect/controlplane/flags.ts'
import { apiServerFlags, apiServerOtherFlags } from '../../../../proto/catalogue/apiserver.ts'
import { runs } from '../../../support/property.ts'

const component: ComponentFlags = { program: 'kube-apiserver', flags: apiServerFlags, others: apiServerOtherFlags }
const version = { value: 'v1.36.3', source: 'test' }

function read(args: readonly string[]) {
  return readFlags(component, { args, open: new Set(), complete: true, where: '' }, version)
}

test.each<[string[], string, unknown]>([
  [['--tls-cipher-suites=A', '--tls-cipher-suites=b,c'], 'tls-cipher-suites', ['A', 'b', 'c']],
  [['--tls-cipher-suites=A', '--tls-cipher-suites='], 'tls-cipher-suites', ['A']],
  [['--service-account-key-file=a,b', '--service-account-key-file=c'], 'service-account-key-file', ['a,b', 'c']],
  [
    ['--tls-sni-cert-key=a.crt,a.key:x,y', '--tls-sni-cert-key=b.crt,b.key'],
    'tls-sni-cert-key',
    ['a.crt,a.key:x,y', 'b.crt,b.key'],
  ],
  [
    ['--runtime-config=api/all=true,v1', '--runtime-config=v1=false'],
    'runtime-config',
    { 'api/all': 'true', v1: 'false' },
  ],
  [['--oidc-required-claim=a=b,c=d', '--oidc-required-claim=e=f'], 'oidc-required-claim', { a: 'b,c=d', e: 'f' }],
  [['--feature-gates=A=true,B=0', '--feature-gates=kube:A=F, C=1 ,'], 'feature-gates', { A: false, B: false, C: true }],
  [['--request-timeout=90s'], 'request-timeout', '1m30s'],
  [['--audit_log_maxage', '0x10'], 'audit-log-maxage', 16],
  [['--profiling=F'], 'profiling', false],
])('%j', (args, name, value) => {
  const { fields, set, error } = read(args)
  expect(error).toBeUndefined()
  expect(fields.get(name)?.value).toEqual(value)
  expect([...set]).toEqual([[name, value]])
})

test('every flag whose value is sent has a value or a reason, whatever the arguments', () => {
  const name = fc.constantFrom(...apiServerFlags.map(({ path }) => path))
  const value = fc.constantFrom('', 'true', '7', 'a=b', 'A=true', ':', '1s', '::1', '"', '$(X)', '\u{10ffff}')
  const argument = fc.oneof(
    fc.tuple(name, value).map(([flag, text]) => `--${flag}=${text}`),
    name.map((flag) => `--${flag}`),
    fc.string({ maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 8 }), fc.boolean(), (args, complete) => {
      const open = new Set(args.filter((each) => each.includes('$(')))
      const { fields, error } = readFlags(component, { args, open, complete, where: ' in /m' }, version)
      if (error === undefined) expect([...fields.keys()].sort()).toEqual(apiServerFlags.map(({ path }) => path).sort())
      for (const field of fields.values()) expect(field.value === undefined).toBe(field.unknown !== undefined)
      for (const field of fields.values()) expect(field.source).not.toBe('')
    }),
    runs(300),
  )
})
