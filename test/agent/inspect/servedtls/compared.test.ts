import { expect, test } from 'vitest'
import type { Observation } from '../../../../agent/inspect/inspector.ts'
import { matchesFile } from '../../../../agent/inspect/servedtls/compared.ts'
import type { CertificatesFact } from '../../../../proto/index.ts'

const place = (component: string, role: 'serving' | 'peer' = 'serving') => ({
  ...{ name: 'tcp/127.0.0.1:1', component, role, source: 'x', host: '127.0.0.1', port: 1 },
})
const item = (path: string, sha256: string, component: string, role: string) => ({
  ...{ name: `${path}#1`, path, sha256, uses: [{ component, role, source: 'flag' }] },
})
const items = [
  item('/s.crt', 'aa', 'etcd', 'serving'),
  item('/p.crt', 'bb', 'etcd', 'peer'),
  item('/a.crt', 'cc', 'kube-apiserver', 'serving'),
  item('/sni.crt', 'dd', 'kube-apiserver', 'sni-serving'),
  item('/ca.crt', 'ee', 'kube-apiserver', 'client-ca'),
]
const seen = (fact: CertificatesFact): Observation<CertificatesFact> => ({ status: 'observed', fact })
const unread = { path: '/s.crt', presence: 'unknown', reason: 'permission denied', foundBy: 'flag --cert-file of etcd' }

test.each([
  ['its file', 'aa', place('etcd'), seen({ items }), { value: true, source: '/s.crt' }],
  ['that of peers', 'bb', place('etcd', 'peer'), seen({ items }), { value: true, source: '/p.crt' }],
  ['that of the other side', 'bb', place('etcd'), seen({ items }), { value: false, source: '/s.crt' }],
  ['one for single names', 'dd', place('kube-apiserver'), seen({ items }), { value: true, source: '/a.crt, /sni.crt' }],
  ['none of them', 'ee', place('kube-apiserver'), seen({ items }), { value: false, source: '/a.crt, /sni.crt' }],
  [
    'one of its files cannot be read',
    'zz',
    place('etcd'),
    seen({ items, files: [unread] }),
    { source: '/s.crt', unknown: '/s.crt: permission denied' },
  ],
  [
    'its file is gone',
    'zz',
    place('etcd'),
    seen({ items: [], files: [{ ...unread, presence: 'absent', reason: '' }] }),
    { source: '', unknown: '/s.crt: does not exist' },
  ],
  [
    "another component's file cannot be read",
    'zz',
    place('kube-apiserver'),
    seen({ items, files: [unread] }),
    { value: false },
  ],
  ['it has none', 'aa', place('kubelet'), seen({ items }), { unknown: 'no certificate file of kubelet was read' }],
  ['nobody knows whose it is', 'aa', place(''), seen({ items }), { unknown: 'no component is known to serve there' }],
  ['no certificates', 'aa', place('etcd'), { status: 'absent' }, { unknown: 'no certificate is on the node' }],
  ['unseen ones', 'aa', place('etcd'), { status: 'denied', reason: '/proc: no' }, { unknown: '/proc: no' }],
] satisfies [string, string, ReturnType<typeof place>, Observation<CertificatesFact>, object][])(
  'the served certificate and the files: %s',
  (_, sha256, at, certificates, expected) => expect(matchesFile(sha256, at, certificates)).toMatchObject(expected),
)
