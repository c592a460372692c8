import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FlagDefinition, flagValue, parseGoFlags } from '../../../agent/parse/goflags.ts'
import { runs } from '../../support/property.ts'

const definitions: readonly FlagDefinition[] = [
  { name: 'anonymous-auth', kind: 'bool' },
  { name: 'authorization-mode', kind: 'string' },
  { name: 'read-only-port', kind: 'int32' },
  { name: 'pod-max-pids', kind: 'int64' },
  { name: 'idle', kind: 'duration' },
  { name: 'suites', kind: 'strings' },
  { name: 'key-file', kind: 'stringArray' },
  { name: 'gates', kind: 'boolMap' },
  { name: 'reserved', kind: 'stringMap' },
  { name: 'options', kind: 'stringMapNoSplit' },
  { name: 'eviction', kind: 'lessMap' },
  { name: 'header', kind: 'multimap' },
  { name: 'labels', kind: 'labels' },
  { name: 'taints', kind: 'taints' },
  { name: 'memory', kind: 'reservedMemory' },
  { name: 'address', kind: 'ip' },
  { name: 'buffer', kind: 'quantity' },
  { name: 'vmodule', kind: 'vmodule' },
  { name: 'v', kind: 'count', shorthand: 'v' },
  { name: 'help', kind: 'bool', shorthand: 'h' },
  { name: 'version', kind: 'string', bare: 'true' },
]

/** Every flag that was set, with its final value. */
function parse(...args: string[]) {
  const { occurrences, ...rest } = parseGoFlags(args, definitions)
  const values = [...occurrences].map(([name, each]) => {
    const { kind } = definitions.find((definition) => definition.name === name) as FlagDefinition
    return [name, flagValue(kind, each)]
  })
  return { values: Object.fromEntries(values), ...rest }
}

const nothing = { unknown: [], positional: [] }

test.each([
  [['--anonymous-auth=false', '--anonymous-auth=true'], { 'anonymous-auth': true }],
  [['--anonymous-auth=0'], { 'anonymous-auth': false }],
  [['--anonymous-auth'], { 'anonymous-auth': true }],
  [['--anonymous_auth=false'], { 'anonymous-auth': false }],
  [['--read-only-port', '0'], { 'read-only-port': 0 }],
  [['--authorization-mode', '--anonymous-auth=false'], { 'authorization-mode': '--anonymous-auth=false' }],
  [['--authorization-mode='], { 'authorization-mode': '' }],
  [['--authorization-mode=a=b'], { 'authorization-mode': 'a=b' }],
  [['--read-only-port=0010'], { 'read-only-port': 8 }],
  [['--read-only-port=0b11'], { 'read-only-port': 3 }],
  [['--read-only-port=10_255'], { 'read-only-port': 10255 }],
  [['--pod-max-pids=-1'], { 'pod-max-pids': -1 }],
  [['--idle=90m'], { idle: '1h30m0s' }],
  [['--idle=0'], { idle: '0s' }],
  [['--suites=a', '--suites=b,c'], { suites: ['a', 'b', 'c'] }],
  [['--suites=A', '--suites='], { suites: ['A'] }],
  [['--suites='], { suites: [] }],
  [['--suites="a,b",c'], { suites: ['a,b', 'c'] }],
  [['--suites=a, b'], { suites: ['a', ' b'] }],
  [['--key-file=a,b', '--key-file=c'], { 'key-file': ['a,b', 'c'] }],
  [['--gates=A=true,B=f', '--gates=B=1'], { gates: { A: true, B: true } }],
  [['--reserved=cpu=1, memory = 1Gi', '--reserved=pid=5'], { reserved: { cpu: '1', memory: '1Gi', pid: '5' } }],
  [['--options=a=b,c'], { options: { a: 'b,c' } }],
  [['--eviction=memory.available<1Gi'], { eviction: { 'memory.available': '1Gi' } }],
  [['--header=a:b,a:c,d:e:f'], { header: { a: ['b', 'c'], d: ['e:f'] } }],
  [['--labels=a=b,c'], { labels: { a: 'b', c: '' } }],
  [
    ['--taints=a=b:NoSchedule,c:NoExecute'],
    {
      taints: [
        { key: 'a', value: 'b', effect: 'NoSchedule' },
        { key: 'c', effect: 'NoExecute' },
      ],
    },
  ],
  [
    ['--memory=0:memory=1Gi;1:memory=2Gi'],
    {
      memory: [
        { numaNode: 0, limits: { memory: '1Gi' } },
        { numaNode: 1, limits: { memory: '2Gi' } },
      ],
    },
  ],
  [['--address=::'], { address: '::' }],
  [['--address=::ffff:127.0.0.1'], { address: '::ffff:127.0.0.1' }],
  [['--address=fe80::1'], { address: 'fe80::1' }],
  [['--address=010.0.0.1'], { address: '010.0.0.1' }],
  [['--buffer=64Ki'], { buffer: '64Ki' }],
  [
    ['--vmodule=a*=3,b=0'],
    {
      vmodule: [
        { filePattern: 'a*', verbosity: 3 },
        { filePattern: 'b', verbosity: 0 },
      ],
    },
  ],
  [['-v=4'], { v: 4 }],
  [['-v4'], { v: 4 }],
  [['-v', '4'], { v: 4 }],
  [['-hv', '4'], { help: true, v: 4 }],
  [['--v=010'], { v: 10 }],
  [['--version', '--version=raw'], { version: 'raw' }],
  [['--gates=__proto__=true'], { gates: JSON.parse('{"__proto__":true}') }],
])('%j', (args, values) => expect(parse(...args)).toEqual({ ...nothing, values }))

test.each([
  [
    ['--anonymous-auth=no'],
    'invalid argument "no" for "--anonymous-auth" flag: strconv.ParseBool: parsing "no": invalid syntax',
  ],
  [
    ['--anonymous-auth='],
    'invalid argument "" for "--anonymous-auth" flag: strconv.ParseBool: parsing "": invalid syntax',
  ],
  [
    ['--read-only-port='],
    'invalid argument "" for "--read-only-port" flag: strconv.ParseInt: parsing "": invalid syntax',
  ],
  [
    ['--read-only-port=2147483648'],
    'invalid argument "2147483648" for "--read-only-port" flag: strconv.ParseInt: parsing "2147483648": value out of range',
  ],
  [['--idle=300'], 'invalid argument "300" for "--idle" flag: time: missing unit in duration "300"'],
  [['--read-only-port'], 'flag needs an argument: --read-only-port'],
  [['-v'], "flag needs an argument: 'v' in -v"],
  [['-v=x'], 'invalid argument "x" for "-v, --v" flag: strconv.ParseUint: parsing "x": invalid syntax'],
  [['-anonymous-auth=false'], "unknown shorthand flag: 'a' in -anonymous-auth=false"],
  [['---x'], 'bad flag syntax: ---x'],
  [['--=x'], 'bad flag syntax: --=x'],
  [['--gates=A'], 'invalid argument "A" for "--gates" flag: malformed pair, expect string=bool'],
  [['--gates=A=no'], 'invalid argument "A=no" for "--gates" flag: invalid value of A: no, err: invalid syntax'],
  [
    ['--header=Authorization Bearer abc'],
    'invalid argument "<secret>" for "--header" flag: malformed pair, expect string:string',
  ],
  [['--address=:::'], 'invalid argument ":::" for "--address" flag: ":::" is not a valid IP address'],
  [['--address=1::2::3'], 'invalid argument "1::2::3" for "--address" flag: "1::2::3" is not a valid IP address'],
  [['--address=localhost'], 'invalid argument "localhost" for "--address" flag: "localhost" is not a valid IP address'],
  [['--suites=a"b'], 'invalid argument "a\\"b" for "--suites" flag: parse error on line 1: bare " in non-quoted field'],
  [['--taints=a'], 'invalid argument "a" for "--taints" flag: invalid taint spec: a'],
  [['--memory=x'], 'invalid argument "x" for "--memory" flag: the reserved memory has incorrect format, got x'],
  [['--vmodule=a'], 'invalid argument "a" for "--vmodule" flag: "a" does not have the pattern=N format'],
])('%j is wrong', (args, error) => expect(parse(...args)).toEqual({ ...nothing, values: {}, error }))

test('what follows a bool is no value', () => {
  expect(parse('--anonymous-auth', 'false')).toEqual({
    values: { 'anonymous-auth': true },
    unknown: [],
    positional: ['false'],
  })
})

test('nothing after -- is a flag', () => {
  expect(parse('--', '--anonymous-auth=false')).toEqual({
    values: {},
    unknown: [],
    positional: ['--anonymous-auth=false'],
  })
  expect(parse('--anonymous-auth', '--')).toEqual({ ...nothing, values: { 'anonymous-auth': true } })
})

test('unknown flags are collected, with their values passed over', () => {
  expect(parse('--gone', 'x', '--less', '-1', '--Anonymous-Auth=false', '--old', '--anonymous-auth', '--last')).toEqual(
    {
      values: { 'anonymous-auth': true },
      unknown: ['gone', 'less', 'Anonymous-Auth', 'old', 'last'],
      positional: [],
    },
  )
})

test('any arguments are read without throwing', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom(...definitions.map((each) => `--${each.name}`), '--', '-v', '='))
  const argument = fc.array(word, { maxLength: 3 }).map((words) => words.join(''))
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 8 }), (args) => {
      expect(parseGoFlags(args, definitions).positional.length).toBeLessThanOrEqual(args.length)
    }),
    runs(400),
  )
})
