import { apiServer } from './apiserver.ts'
import { auditPolicy } from './auditpolicy.ts'
import { certificates } from './certificates.ts'
import { controllerManager } from './controllermanager.ts'
import { encryption } from './encryption.ts'
import { etcd } from './etcd.ts'
import { files } from './files.ts'
import type { Inspector } from './inspector.ts'
import { kubelet } from './kubelet.ts'
import { kubeProxy } from './kubeproxy.ts'
import { listeners } from './listeners.ts'
import { node } from './node.ts'
import { processes } from './processes.ts'
import { scheduler } from './scheduler.ts'
import { ssh } from './ssh.ts'

/** Every inspector. One file each; a test proves that none is missing. */
export const inspectors: readonly Inspector[] = [
  node,
  kubelet,
  apiServer,
  controllerManager,
  scheduler,
  etcd,
  kubeProxy,
  auditPolicy,
  encryption,
  ssh,
  files,
  certificates,
  listeners,
  processes,
]
