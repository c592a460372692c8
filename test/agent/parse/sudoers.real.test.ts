// The parser beside sudo's own, over files as a grammar makes them.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { SudoCommand } from '../../../agent/parse/sudoers/command.ts'
import type { Member } from '../../../agent/parse/sudoers/member.ts'
import { parseSudoers } from '../../../agent/parse/sudoers.ts'
import { runs } from '../../support/property.ts'
import { realSudo } from '../../support/sudo.ts'

const sudo = realSudo()
afterAll(() => sudo.remove())

type Plain = Readonly<Record<string, unknown>>

interface Converted {
  readonly User_Specs?: readonly {
    readonly User_List: readonly Plain[]
    readonly Host_List: readonly Plain[]
    readonly Cmnd_Specs: readonly {
      readonly runasusers?: readonly Plain[]
      readonly runasgroups?: readonly Plain[]
      readonly Options?: readonly Plain[]
      readonly Commands: readonly Plain[]
    }[]
  }[]
}

/** `!` and the text of a member as cvtsudoers has it; what a name is (a user, a group) it says beside it. */
function memberText(each: Plain): string {
  const [kind, value] = Object.entries(each).find(([key]) => key !== 'negated') ?? ['', '']
  const prefixes: Plain = {
    userid: '#',
    usergroup: '%',
    usergid: '%#',
    nonunixgroup: '%:',
    netgroup: '+',
    runasgid: '#',
  }
  return `${each['negated'] ? '!' : ''}${prefixes[kind] ?? ''}${value}`
}

const ownText = ({ negated, text }: Member) => `${negated ? '!' : ''}${text}`

/**
 * One text for each command that somebody may run, from what cvtsudoers says. It shows the SETENV that ALL brings with it
 * beside commands that do not have it: that is left out.
 */
function theirGrants(json: string): string[] {
  const { User_Specs = [] } = JSON.parse(json || '{}') as Converted
  return User_Specs.flatMap(({ User_List, Host_List, Cmnd_Specs }) =>
    Cmnd_Specs.flatMap((spec) => {
      const options = Object.assign({}, ...(spec.Options ?? [])) as Plain
      return spec.Commands.map((command) =>
        JSON.stringify([
          ...[User_List.map(memberText), Host_List.map(memberText)],
          ...[
            (spec.runasusers ?? []).map(memberText).filter(Boolean),
            (spec.runasgroups ?? []).map((each) => memberText(each).replace('%', '')),
          ],
          ...[options['authenticate'] ?? null, options['noexec'] ?? null],
          ...theirCommand(command),
        ]),
      )
    }),
  )
}

function theirCommand(command: Plain): string[] {
  const [path = '', ...rest] = String(command['command'] ?? command['cmndalias']).split(' ')
  const words = rest.join(' ')
  const isPattern = /(?<!\\)[*?[]/.test(words) || words.startsWith('^')
  const kind = words === '' ? 'any' : words === '""' ? 'none' : isPattern ? 'pattern' : 'fixed'
  return [`${command['negated'] ? '!' : ''}${path}`, kind]
}

function ownGrants(text: string): string[] {
  return parseSudoers(text).entries.flatMap((entry) =>
    entry.kind !== 'rule'
      ? []
      : entry.privileges.flatMap(({ hosts, grants }) =>
          grants.map(({ runAs, password, mayExecute, command }) =>
            JSON.stringify([
              ...[entry.users.map(ownText), hosts.map(ownText)],
              ...[(runAs?.users ?? []).map(ownText), (runAs?.groups ?? []).map(ownText)],
              ...[password ?? null, mayExecute === undefined ? null : !mayExecute],
              ...ownCommand(command),
            ]),
          ),
        ),
  )
}

const ownCommand = ({ negated, path, arguments: kind }: SudoCommand) => [`${negated ? '!' : ''}${path}`, kind]

// ——— files ———

const list = (of: fc.Arbitrary<string>, most = 3) =>
  fc.array(of, { minLength: 1, maxLength: most }).map((all) => all.join(', '))
const not = (of: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom('', '', '', '!', '!!'), of).map((pair) => pair.join(''))
const users = fc.constantFrom(
  ...[
    'root',
    'ops',
    'ALL',
    'ADMINS',
    '#1000',
    '%sudo',
    '%#27',
    '%:domain',
    '+net',
    'a\\ b',
    '"x y"',
    '"%Domain Users"',
    'u@d',
  ],
)
const hosts = fc.constantFrom('ALL', 'web1', 'SERVERS', '10.0.0.0/8', 'fe80::1', '::1', '+hosts', 'a.b.c', 'w*')
const runAs = fc.constantFrom(
  ...['', '', '(ALL)', '(ALL:ALL)', '(root)', '()', '(:adm)', '(#0)', '(!root, bin)', '(OPS : adm)'],
)
const tags = fc.constantFrom(
  ...['', '', 'NOPASSWD: ', 'PASSWD:', 'NOPASSWD:SETENV: ', 'NOEXEC : ', 'EXEC:NOSETENV:', 'LOG_INPUT:NOMAIL:'],
)
const commands = fc.constantFrom(
  ...[
    'ALL',
    '/bin/ls',
    '/bin/ls -l',
    '/usr/bin/',
    'TOOLS',
    '/bin/cat ""',
    '/usr/bin/sys* restart *',
    'sudoedit /etc/x',
  ],
  ...['/bin/a\\,b c\\:d', '/bin/x a\\=b', '/bin/x a=b', '^/bin/.*$', '/bin/x ^a+$', '/bin/echo "q q"', '/bin/m a\\ b'],
  ...['sudoedit', 'list', '/bin/x [a-z]', '/bin/x \\*', '/bin/foo-1.2_3', '/b/@x!y'],
)
const digest = `sha256:${'0a'.repeat(32)} , sha224:${'0b'.repeat(28)} !/bin/y z`
const specs = fc
  .array(fc.tuple(runAs, tags, fc.oneof({ weight: 9, arbitrary: not(commands) }, fc.constant(digest))), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) => all.map((parts) => parts.join('')).join(', '))
const privilege = fc.tuple(list(not(hosts)), specs).map(([at, what]) => `${at} = ${what}`)
const rule = fc
  .tuple(list(not(users)), fc.array(privilege, { minLength: 1, maxLength: 2 }))
  .map(([who, all]) => `${who} ${all.join(' : ')}`)
const alias = fc.constantFrom(
  ...['User_Alias U1 = a, %b : U2 = #7', 'Host_Alias H1 = fe80::1, x : H2 = y', 'Cmnd_Alias C1 = /bin/a x, !/bin/b'],
  ...['Runas_Alias R1 = root', 'Cmd_Alias C2 = ALL'],
)
const defaults = fc.constantFrom(
  ...['Defaults env_reset', 'Defaults !authenticate, timestamp_timeout=-1', 'Defaults:ops, !x !lecture'],
  ...['Defaults@web1 lecture', 'Defaults>root,bin !lecture', 'Defaults!/bin/ls noexec', 'Defaults env_keep += "A B"'],
  ...['Defaults\tsecure_path="/a:/b"', 'Defaults env_delete-=X, umask = 0022'],
)
const others = fc.constantFrom('', '# words \\', '   # ,"', '#')
const broken = fc.constantFrom(
  ...[
    'ops ALL',
    'ops = ALL',
    'a b ALL=ALL',
    'a ALL=(u:)ALL',
    'a ALL=ALL,',
    'a ALL=NOPASSWD ALL',
    'Defaults',
    'User_Alias',
  ],
  ...[
    'a ALL=bin/ls',
    'User_Alias lower = a',
    'a ALL=/bin/x : ',
    '% g ALL=ALL',
    'a ALL=()',
    'a ALL=(:%g) ALL',
    'a ALL="ALL"',
  ],
)
/** Blanks, continued lines and comments where they may stand. */
const dressed = (lines: fc.Arbitrary<string>) =>
  fc
    .tuple(lines, fc.constantFrom('', '  ', '\t'), fc.boolean(), fc.constantFrom('', ' # why', '#why', '  '))
    .map(([line, before, wrapped, after]) => `${before}${wrapped ? line.replace(' = ', ' = \\\n    ') : line}${after}`)
const file = (line: fc.Arbitrary<string>) =>
  fc.array(line, { minLength: 1, maxLength: 8 }).map((all) => `${all.join('\n')}\n`)

test('grants what sudo grants', () => {
  const usual = dressed(fc.oneof({ weight: 5, arbitrary: rule }, alias, defaults, others))
  fc.assert(
    fc.property(fc.uniqueArray(usual, { minLength: 1, maxLength: 8 }), (all) => {
      const text = `${withoutTwins(all).join('\n')}\n`
      const { ok, json, errors } = sudo.convert(text)
      expect([text, ok, errors]).toEqual([text, true, errors])
      expect(parseSudoers(text).problems).toEqual([])
      expect(ownGrants(text)).toEqual(theirGrants(json))
    }),
    runs(400),
  )
})

test('refuses what sudo refuses', () => {
  fc.assert(
    fc.property(file(dressed(fc.oneof(rule, broken, others))), (text) => {
      const { ok } = sudo.convert(text)
      expect([text, parseSudoers(text).problems.length === 0]).toEqual([text, ok])
    }),
    runs(200),
  )
})

/** Sudo refuses an alias that is there already. */
function withoutTwins(lines: readonly string[]): string[] {
  const seen = new Set<string>()
  return lines.filter((line) => {
    const name = /_Alias (\w+)/.exec(line)?.[1]
    if (name === undefined) return true
    return !seen.has(name) && seen.add(name)
  })
}
