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
export type EventMessage = merlon.v1.Event.$Properties
export type NodeFact = merlon.v1.NodeFact.$Properties
export type KubeletFact = merlon.v1.KubeletFact.$Properties
export type KubeletConfigzFact = merlon.v1.KubeletConfigzFact.$Properties
export type SshFact = merlon.v1.SshFact.$Properties
export type SshKeysFact = merlon.v1.SshKeysFact.$Properties
export type FilesFact = merlon.v1.FilesFact.$Properties
export type CertificatesFact = merlon.v1.CertificatesFact.$Properties
export type KubeconfigsFact = merlon.v1.KubeconfigsFact.$Properties
export type ServedTlsFact = merlon.v1.ServedTlsFact.$Properties
export type ComponentEndpoint = merlon.v1.ComponentEndpoint.$Properties
export type ListenersFact = merlon.v1.ListenersFact.$Properties
export type ProcessesFact = merlon.v1.ProcessesFact.$Properties
export type ApiServerFact = merlon.v1.ApiServerFact.$Properties
export type ControllerManagerFact = merlon.v1.ControllerManagerFact.$Properties
export type SchedulerFact = merlon.v1.SchedulerFact.$Properties
export type EtcdFact = merlon.v1.EtcdFact.$Properties
export type KubeProxyFact = merlon.v1.KubeProxyFact.$Properties
export type AuditPolicyFact = merlon.v1.AuditPolicyFact.$Properties
export type EncryptionFact = merlon.v1.EncryptionFact.$Properties
export type CredentialsFact = merlon.v1.CredentialsFact.$Properties
export type KernelFact = merlon.v1.KernelFact.$Properties
export type RuntimeFact = merlon.v1.RuntimeFact.$Properties
export type ContainersFact = merlon.v1.ContainersFact.$Properties
export type AccountsFact = merlon.v1.AccountsFact.$Properties
export type ScheduledJobsFact = merlon.v1.ScheduledJobsFact.$Properties
export type FileItem = merlon.v1.FilesFact.File.$Properties
export type ProcessSeen = merlon.v1.ProcessSeen.$Properties
export type ContainerSeen = merlon.v1.ContainerSeen.$Properties
export type TraceReport = merlon.v1.TraceReport.$Properties
export type PlaceLoss = merlon.v1.PlaceLoss.$Properties
export type AuditBurst = merlon.v1.AuditBurst.$Properties

/** The fact of each domain: the one place that lists them for the types of both sides. */
export interface Facts {
  node: NodeFact
  kubelet: KubeletFact
  kubeletConfigz: KubeletConfigzFact
  ssh: SshFact
  sshKeys: SshKeysFact
  files: FilesFact
  certificates: CertificatesFact
  kubeconfigs: KubeconfigsFact
  servedTls: ServedTlsFact
  listeners: ListenersFact
  processes: ProcessesFact
  apiServer: ApiServerFact
  controllerManager: ControllerManagerFact
  scheduler: SchedulerFact
  etcd: EtcdFact
  kubeProxy: KubeProxyFact
  auditPolicy: AuditPolicyFact
  encryption: EncryptionFact
  accounts: AccountsFact
  credentials: CredentialsFact
  containers: ContainersFact
  kernel: KernelFact
  runtime: RuntimeFact
  scheduledJobs: ScheduledJobsFact
}

export type Domain = keyof Facts

/** Every domain, in the order in which people read them. */
export const domains: readonly Domain[] = [
  'node',
  'kubelet',
  'kubeletConfigz',
  'apiServer',
  'controllerManager',
  'scheduler',
  'etcd',
  'kubeProxy',
  'auditPolicy',
  'encryption',
  'ssh',
  'sshKeys',
  'accounts',
  'credentials',
  'kernel',
  'runtime',
  'files',
  'certificates',
  'kubeconfigs',
  'servedTls',
  'listeners',
  'processes',
  'containers',
  'scheduledJobs',
]

/** Domains that the collector observes itself, where it is told to. No agent may speak of them. */
export const collectorDomains: readonly Domain[] = ['kubeletConfigz']

/** True for the name of a domain that the collector observes itself. */
export function isCollectorDomain(name: string): boolean {
  return (collectorDomains as readonly string[]).includes(name)
}

/** True for the name of a domain that this version knows. */
export function isDomain(name: string): name is Domain {
  return (domains as readonly string[]).includes(name)
}
