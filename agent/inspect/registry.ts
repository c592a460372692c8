import { accounts } from './accounts.ts'
import { apiServer } from './apiserver.ts'
import { auditPolicy } from './auditpolicy.ts'
import { certificates } from './certificates.ts'
import { containers } from './containers.ts'
import { controllerManager } from './controllermanager.ts'
import { credentials } from './credentials.ts'
import { encryption } from './encryption.ts'
import { etcd } from './etcd.ts'
import { files } from './files.ts'
import type { Inspector } from './inspector.ts'
import { kernel } from './kernel.ts'
import { kubeconfigs } from './kubeconfigs.ts'
import { kubelet } from './kubelet.ts'
import { kubeProxy } from './kubeproxy.ts'
import { listeners } from './listeners.ts'
import { node } from './node.ts'
import { processes } from './processes.ts'
import { runtime } from './runtime.ts'
import { scheduledJobs } from './scheduledjobs.ts'
import { scheduler } from './scheduler.ts'
import { servedTls } from './servedtls.ts'
import { ssh } from './ssh.ts'
import { sshKeys } from './sshkeys.ts'

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
  sshKeys,
  accounts,
  credentials,
  kernel,
  runtime,
  files,
  certificates,
  kubeconfigs,
  servedTls,
  listeners,
  processes,
  containers,
  scheduledJobs,
]
