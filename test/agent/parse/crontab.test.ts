import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCrontab } from '../../../agent/parse/crontab.ts'
import { runs } from '../../support/property.ts'

test.each<[string, string, string[] | undefined]>([
  ['a path', '17 * * * * root /usr/lib/sysstat/debian-sa1 1 1', ['/usr/lib/sysstat/debian-sa1']],
  [
    'a name, and what the shell does itself',
    '17 * * * * root cd / && run-parts --report /etc/cron.hourly',
    ['run-parts'],
  ],
  [
    'a test before it',
    '25 6 * * * root test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }',
    ['run-parts'],
  ],
  [
    'brackets',
    '30 7 * * * root [ -x /etc/init.d/anacron ] && if [ ! -d /run ]; then /usr/sbin/invoke-rc.d a; fi',
    ['/usr/sbin/invoke-rc.d'],
  ],
  ['a word for the time', '@reboot root /usr/bin/x', ['/usr/bin/x']],
  ['a dash before it', '-*/15 0-6,22 1,15 jan-mar mon\troot\tx --now', ['x']],
  ['a list of names, steps and a random minute', '0~59 */2 * * Mon,Wed root /x', ['/x']],
  ['output and input', '* * * * * root /bin/a > /dev/null 2>&1 < /etc/b | /bin/c', ['/bin/a', '/bin/c']],
  ['what a percent sign begins', '* * * * * root /bin/mail a%hello; /bin/b%', ['/bin/mail']],
  ['a percent sign that is meant', '* * * * * root /bin/date +\\%F; /bin/b', ['/bin/b', '/bin/date']],
  ['a variable before it', '* * * * * root PATH=/x LANG=C /bin/a', ['/bin/a']],
  ['a variable in its place', '* * * * * root $RUN now', []],
  ['no command', '* * * * * root', undefined],
  ['no time', 'hello', undefined],
])('%s', (_, line, programs) => {
  const { lines, broken } = parseCrontab(`# m h dom\nSHELL=/bin/sh\n\n${line}\n`, true)
  expect([lines, broken]).toEqual(programs ? [[{ line: 4, programs }], []] : [[], [4]])
})

test('a table of a user has no user in it', () => {
  expect(parseCrontab('0 5 * * 1 /usr/bin/backup now\n@daily\n', false)).toEqual({
    lines: [{ line: 1, programs: ['/usr/bin/backup'] }],
    broken: [2],
  })
})

test('whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, withUser) => {
      const { lines, broken } = parseCrontab(text, withUser)
      const numbers = [...lines.map(({ line }) => line), ...broken]
      expect(new Set(numbers).size).toBe(numbers.length)
      for (const number of numbers) expect(text.split('\n')[number - 1]).toMatch(/\S/)
    }),
    runs(200),
  )
})
