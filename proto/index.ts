// The contract between agent and collector, under short names.
// Before the generated code: it asks once, when it is loaded, how 64-bit numbers are kept.
import './numbers.ts'
import { merlon } from './gen/merlon.js'

/** Encoders and decoders of `merlon.v1`, by message name. */
export const v1 = merlon.v1

export type Setting = merlon.v1.Setting.$Properties
export type Value = merlon.v1.Value.$Properties
export type Gap = merlon.v1.Gap.$Properties
export type SourcedString = merlon.v1.SourcedString.$Properties
export type SourcedInt = merlon.v1.SourcedInt.$Properties
export type SourcedBool = merlon.v1.SourcedBool.$Properties
export type ObservationMessage = merlon.v1.Observation.$Properties
export type NodeFact = merlon.v1.NodeFact.$Properties
export type KubeletFact = merlon.v1.KubeletFact.$Properties
export type SshFact = merlon.v1.SshFact.$Properties
export type FilesFact = merlon.v1.FilesFact.$Properties
export type CertificatesFact = merlon.v1.CertificatesFact.$Properties
export type ListenersFact = merlon.v1.ListenersFact.$Properties
export type ProcessesFact = merlon.v1.ProcessesFact.$Properties
export type ApiServerFact = merlon.v1.ApiServerFact.$Properties
export type ControllerManagerFact = merlon.v1.ControllerManagerFact.$Properties
export type SchedulerFact = merlon.v1.SchedulerFact.$Properties
export type EtcdFact = merlon.v1.EtcdFact.$Properties
export type KubeProxyFact = merlon.v1.KubeProxyFact.$Properties
export type AuditPolicyFact = merlon.v1.AuditPolicyFact.$Properties
export type EncryptionFact = merlon.v1.EncryptionFact.$Properties
export type FileItem = merlon.v1.FilesFact.File.$Properties

/** The fact of each domain: the one place that lists them for the types of both sides. */
export interface Facts {
  node: NodeFact
  kubelet: KubeletFact
  ssh: SshFact
  files: FilesFact
  certificates: CertificatesFact
  listeners: ListenersFact
  processes: ProcessesFact
  apiServer: ApiServerFact
  controllerManager: ControllerManagerFact
  scheduler: SchedulerFact
  etcd: EtcdFact
  kubeProxy: KubeProxyFact
  auditPolicy: AuditPolicyFact
  encryption: EncryptionFact
}

export type Domain = keyof Facts

/** Every domain, in the order in which people read them. */
export const domains: readonly Domain[] = [
  'node',
  'kubelet',
  'apiServer',
  'controllerManager',
  'scheduler',
  'etcd',
  'kubeProxy',
  'auditPolicy',
  'encryption',
  'ssh',
  'files',
  'certificates',
  'listeners',
  'processes',
]

/** True for the name of a domain that this version knows. */
export function isDomain(name: string): name is Domain {
  return (domains as readonly string[]).includes(name)
}
