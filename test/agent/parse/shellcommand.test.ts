import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shellCommands } from '../../../agent/parse/shellcommand.ts'
import { runs } from '../../support/property.ts'

const words = (script: string) => shellCommands(script).map((command) => command.map(({ text }) => text))

test.each<[string, string[][]]>([
  ['exec kube-apiserver --a=b', [['kube-apiserver', '--a=b']]],
  ['exec /usr/local/bin/kube-apiserver --a 1>>/var/log/a.log 2>&1', [['/usr/local/bin/kube-apiserver', '--a']]],
  ['kube-apiserver --a < /dev/null > /x --b', [['kube-apiserver', '--a', '--b']]],
  ["etcd --a='x y' --b=\"x'y\" --c=x\\ y", [['etcd', '--a=x y', "--b=x'y", '--c=x y']]],
  ['etcd "--a=\\"x\\"" "\\n"', [['etcd', '--a="x"', '\\n']]],
  ['etcd \\\n  --a \\\n  --b', [['etcd', '--a', '--b']]],
  [
    'mkdir -p /x; exec etcd --a',
    [
      ['mkdir', '-p', '/x'],
      ['etcd', '--a'],
    ],
  ],
  ['test -f /x && exec etcd || false', [['test', '-f', '/x'], ['etcd'], ['false']]],
  ['if [ -f /x ]; then\n  exec etcd --a\nfi', [['[', '-f', '/x', ']'], ['etcd', '--a'], ['fi']]],
  ['GOGC=50 X= exec etcd --a=b=c', [['etcd', '--a=b=c']]],
  ['# exec kube-apiserver\netcd --a#b # c', [['etcd', '--a#b']]],
  ["etcd --a='open", [['etcd', '--a=open']]],
  ['etcd "open', [['etcd', 'open']]],
  ['etcd --a=$(hostname -i; true) --b', [['etcd', '--a=$(hostname -i; true)', '--b']]],
  ['etcd --a= "" \'\'', [['etcd', '--a=', '', '']]],
  ['exec', []],
  ['', []],
  [';;\n&&', []],
])('%j', (script, expected) => {
  expect(words(script)).toEqual(expected)
})

test.each<[string, boolean[]]>([
  ['etcd --a=$X --b="$Y" --c=`z` --d=$(z)', [false, true, true, true, true]],
  ['etcd --a=\'$X\' --b=\\$X "\\$X"', [false, false, false, false]],
])('what only the shell knows in %j', (script, expected) => {
  expect(shellCommands(script).flatMap((command) => command.map(({ expands }) => expands))).toEqual(expected)
})

test('any script is read to its end, and no word is made up', () => {
  const letters = fc.constantFrom(...'ab-=/ \t\n\f\v\'"\\$`;|&()<>#0')
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 60 }), (script) => {
      for (const word of shellCommands(script).flat()) for (const letter of word.text) expect(script).toContain(letter)
    }),
    runs(500),
  )
})

test('words in single quotes come out as they went in', () => {
  const word = fc.string({ maxLength: 12 }).filter((text) => !text.includes("'"))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (given) => {
      const script = `exec run ${given.map((text) => `'${text}'`).join(' ')}`
      expect(words(script)).toEqual([['run', ...given]])
    }),
    runs(300),
  )
})
