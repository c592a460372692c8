import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { apiServer } from '../../../../agent/inspect/apiserver.ts'
import { concluded, factOf, settingOf, specOf, told } from '../../../support/controlplane.ts'
import { makeHost } from '../../../support/host.ts'

const authn = '/etc/kubernetes/authn.yaml'
const authz = '/etc/kubernetes/authz.yaml'
const authnHead = 'apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\n'
const authzHead = 'apiVersion: apiserver.config.k8s.io/v1\nkind: AuthorizationConfiguration\n'
const byDefault = 'default (kube-apiserver)'

/** The node whose API server is told to read these files. */
function nodeOf(args: readonly string[], files: { authn?: string; authz?: string }) {
  const more = {
    files: {
      ...(files.authn !== undefined && { [authn]: files.authn }),
      ...(files.authz !== undefined && { [authz]: files.authz }),
    },
  }
  const flags = [
    ...(files.authn !== undefined ? [`--authentication-config=${authn}`] : []),
    ...(files.authz !== undefined ? [`--authorization-config=${authz}`] : []),
  ]
  return { args: [...args, ...flags], more }
}

async function reasonOf(args: readonly string[], files: { authn?: string; authz?: string } = {}) {
  const look = await apiServer.inspect(openHost(makeHost(specOf(nodeOf(args, files)))))
  return 'reason' in look ? `${look.status}: ${look.reason}` : look.status
}

test.each<[string[], string[], string]>([
  [[], ['AlwaysAllow'], byDefault],
  [['--authorization-mode=Node,RBAC'], ['Node', 'RBAC'], 'flag --authorization-mode'],
  [
    ['--authorization-mode=Node,RBAC', '--authorization-mode=AlwaysAllow'],
    ['Node', 'RBAC', 'AlwaysAllow'],
    'flag --authorization-mode',
  ],
  [['--authorization_mode', 'RBAC'], ['RBAC'], 'flag --authorization-mode'],
  [['--authorization-mode='], ['AlwaysAllow'], `flag --authorization-mode, which is empty: ${byDefault}`],
])('modes of %j', async (args, modes, source) => {
  const fact = await factOf({ args })
  expect(concluded(fact, 'authorizationModes')).toEqual([modes, source])
  expect(told(settingOf(fact, 'authorization-mode'))).toEqual([modes, source])
})

const authorizers = (...items: string[]) => `${authzHead}authorizers:\n${items.map((each) => `- {${each}}\n`).join('')}`
const webhook = 'type: Webhook, name: w, webhook: {timeout: 3s}'

test.each<[string, string[]]>([
  [authorizers('type: Node, name: node', 'type: RBAC, name: rbac'), ['Node', 'RBAC']],
  [authorizers('type: AlwaysAllow, name: alwaysallow'), ['AlwaysAllow']],
  [
    authorizers(webhook, webhook.replace('name: w', 'name: x'), 'type: RBAC, name: rbac'),
    ['Webhook', 'Webhook', 'RBAC'],
  ],
])('authorizers of a file: %j', async (text, modes) => {
  const fact = await factOf(nodeOf([], { authz: text }))
  expect(concluded(fact, 'authorizationModes')).toEqual([modes, `file ${authz}`])
  expect(told(settingOf(fact, 'authorization-mode'))).toEqual([[], 'flag --authorization-config'])
})

test.each<[string, string[], string | undefined, string]>([
  [
    'a mode twice',
    ['--authorization-mode=Node,Node'],
    undefined,
    'flag --authorization-mode: a mode is specified more than once',
  ],
  [
    'the wrong case',
    ['--authorization-mode=node,rbac'],
    undefined,
    'flag --authorization-mode: authorization-mode "node" is not a valid mode',
  ],
  [
    'a flag for a value',
    ['--authorization-mode', '--anonymous-auth=false'],
    undefined,
    'flag --authorization-mode: authorization-mode "--anonymous-auth=false" is not a valid mode',
  ],
  [
    'ABAC without a policy',
    ['--authorization-mode=ABAC'],
    undefined,
    'flag --authorization-mode: ABAC needs --authorization-policy-file',
  ],
  [
    'a policy without ABAC',
    ['--authorization-mode=RBAC', '--authorization-policy-file=/p'],
    undefined,
    'flag --authorization-policy-file: cannot be specified without mode ABAC',
  ],
  [
    'flag and file',
    ['--authorization-mode='],
    authorizers('type: RBAC, name: rbac'),
    'flag --authorization-config: cannot be specified together with --authorization-mode',
  ],
  [
    'a name of its own',
    [],
    authorizers('type: RBAC, name: mine'),
    `file ${authz}:4: expected name rbac for authorizer RBAC instead of mine`,
  ],
  [
    'a name that is false',
    [],
    authorizers('type: Node, name: n'),
    `file ${authz}:4: name: cannot unmarshal bool into a string`,
  ],
  [
    'a type twice',
    [],
    authorizers('type: RBAC, name: rbac', 'type: RBAC, name: rbac'),
    `file ${authz}:5: type: Duplicate value: "RBAC"`,
  ],
  ['no such type', [], authorizers('type: rbac, name: rbac'), `file ${authz}:4: type: Unsupported value: "rbac"`],
  [
    'a webhook without one',
    [],
    authorizers('type: Webhook, name: w'),
    `file ${authz}:4: webhook: required when type=Webhook`,
  ],
  [
    'ABAC without a policy',
    [],
    authorizers('type: ABAC, name: abac'),
    `file ${authz}:1: ABAC needs --authorization-policy-file`,
  ],
  ['no authorizers', [], authzHead, `file ${authz}:1: authorizers: at least one authorization mode must be defined`],
  [
    'a key that is not known',
    [],
    `${authorizers('type: RBAC, name: rbac')}mode: x\n`,
    `file ${authz}:5: strict decoding error: unknown field "mode"`,
  ],
  [
    'a key twice',
    [],
    `${authzHead}kind: AuthorizationConfiguration\n`,
    `file ${authz}:3: strict decoding error: key "kind" already set in map`,
  ],
  [
    'another kind',
    [],
    authnHead,
    `file ${authz}: no kind "AuthenticationConfiguration" is registered for version "apiserver.config.k8s.io/v1"`,
  ],
  ['no kind', [], 'authorizers: []\n', `file ${authz}: Object 'Kind' is missing`],
])('does not load: %s', async (_, args, text, reason) => {
  expect(await reasonOf(args, text === undefined ? {} : { authz: text })).toBe(`failed: does not load: ${reason}`)
})

const anonymous = (text: string) => `${authnHead}anonymous: ${text}\n`
const paths = '{enabled: true, conditions: [{path: /livez}, {path: /readyz}, {path: /healthz}]}'
const allow = authorizers('type: AlwaysAllow, name: alwaysallow')
const rbac = authorizers('type: RBAC, name: rbac')

test.each<[string, string[], { authn?: string; authz?: string }, string, string[], string]>([
  ['nothing: AlwaysAllow by default', [], {}, 'refused', [], byDefault],
  [
    'AlwaysAllow in the list',
    ['--authorization-mode=RBAC,AlwaysAllow', '--anonymous-auth=true'],
    {},
    'refused',
    [],
    'flag --authorization-mode',
  ],
  ['the default under RBAC', ['--authorization-mode=RBAC'], {}, 'allowed', [], byDefault],
  ['the flag', ['--authorization-mode=RBAC', '--anonymous-auth=0'], {}, 'refused', [], 'flag --anonymous-auth'],
  [
    'the last flag',
    ['--authorization-mode=RBAC', '--anonymous-auth=false', '--anonymous-auth'],
    {},
    'allowed',
    [],
    'flag --anonymous-auth',
  ],
  ['AlwaysAllow of a file', [], { authz: allow }, 'allowed', [], byDefault],
  [
    'AlwaysAllow of a file, and the flag',
    ['--anonymous-auth=false'],
    { authz: allow },
    'refused',
    [],
    'flag --anonymous-auth',
  ],
  [
    'a file with AlwaysAllow of the flag',
    ['--authorization-mode=AlwaysAllow'],
    { authn: anonymous('{enabled: true}') },
    'allowed',
    [],
    `file ${authn}:3`,
  ],
  [
    'some paths',
    ['--authorization-mode=RBAC'],
    { authn: anonymous(paths) },
    'some paths',
    ['/livez', '/readyz', '/healthz'],
    `file ${authn}:3`,
  ],
  ['an empty object', [], { authn: anonymous('{}'), authz: rbac }, 'refused', [], `file ${authn}:3`],
  ['off in the file', [], { authn: anonymous('{enabled: no}'), authz: rbac }, 'refused', [], `file ${authn}:3`],
  ['no word in the file', ['--authorization-mode=RBAC'], { authn: authnHead }, 'allowed', [], byDefault],
  [
    'null in the file',
    ['--authorization-mode=RBAC', '--anonymous-auth=f'],
    { authn: anonymous('null') },
    'refused',
    [],
    'flag --anonymous-auth',
  ],
  ['no word in the file under AlwaysAllow', [], { authn: authnHead }, 'refused', [], byDefault],
])('anonymous requests: %s', async (_, args, files, requests, list, source) => {
  const fact = await factOf(nodeOf(args, files))
  expect(concluded(fact, 'anonymousRequests')).toEqual([requests, source])
  expect(concluded(fact, 'anonymousPaths')).toEqual([list, source])
})

test.each(['false', 'true'])('a file that says it beside --anonymous-auth=%s does not load', async (value) => {
  expect(await reasonOf([`--anonymous-auth=${value}`], { authn: anonymous(paths) })).toBe(
    `failed: does not load: flag --anonymous-auth: --anonymous-auth flag cannot be set when anonymous field is configured in file ${authn}:3`,
  )
})

test.each<[string, string]>([
  [
    anonymous('{enabled: false, conditions: [{path: /livez}]}'),
    `file ${authn}:3: enabled should be set to true when conditions are defined`,
  ],
  [
    anonymous('{conditions: [{path: /livez}]}'),
    `file ${authn}:3: enabled should be set to true when conditions are defined`,
  ],
  [anonymous('{enabled: "true"}'), `file ${authn}:3: enabled: cannot unmarshal string into a bool`],
  [anonymous('true'), `file ${authn}:3: cannot unmarshal bool into an object`],
  [anonymous('{enable: true}'), `file ${authn}:3: strict decoding error: unknown field "enable"`],
  [anonymous('{enabled: true, conditions: [/livez]}'), `file ${authn}:3: cannot unmarshal string into an object`],
])('%j does not load', async (text, reason) => {
  expect(await reasonOf([], { authn: text })).toBe(`failed: does not load: ${reason}`)
})

test('the gate of anonymous requests in the file', async () => {
  const spec = specOf({
    ...nodeOf(['--feature-gates=AnonymousAuthConfigurableEndpoints=false'], { authn: anonymous('{}') }),
    version: 'v1.33.1',
  })
  expect(await apiServer.inspect(openHost(makeHost(spec)))).toEqual({
    status: 'failed',
    reason: `does not load: file ${authn}:3: anonymous is not supported when AnonymousAuthConfigurableEndpoints feature gate is disabled`,
  })
})

test.each<[string, Record<string, string | { directory: true }>, string]>([
  ['the container has its own', { [`/proc/7/root${authz}`]: rbac }, 'RBAC'],
  ['its own counts, not the one of the host', { [`/proc/7/root${authz}`]: rbac, [authz]: allow }, 'RBAC'],
  ['the host has it, and the container cannot be seen', { [authz]: allow }, 'AlwaysAllow'],
])('files are read where the API server sees them: %s', async (_, files, mode) => {
  const fact = await factOf({ args: [`--authorization-config=${authz}`], more: { files } })
  expect(concluded(fact, 'authorizationModes')).toEqual([[mode], `file ${authz}`])
})

test('a file that is not in the container is not there', async () => {
  const args = [`--authorization-config=${authz}`]
  const spec = specOf({ args, more: { files: { '/proc/7/root': { directory: true }, [authz]: rbac } } })
  expect(await apiServer.inspect(openHost(makeHost(spec)))).toEqual({
    status: 'failed',
    reason: `does not load: flag --authorization-config: open ${authz}: no such file or directory`,
  })
})

test('a file that cannot be found where the container cannot be seen leaves the answer open', async () => {
  const fact = await factOf({ args: [`--authorization-config=${authz}`, `--authentication-config=${authn}`] })
  const reason = (path: string) => `${path}: not on the host; process 7 may have it in container 3ddd18007da0`
  expect(concluded(fact, 'authorizationModes')).toEqual([undefined, reason(authz)])
  expect(concluded(fact, 'anonymousRequests')).toEqual([undefined, reason(authn)])
  expect(concluded(fact, 'anonymousPaths')).toEqual([undefined, reason(authn)])
})
