// Thresholds of eviction as the kubelet reads them before it serves (pkg/kubelet/eviction, ParseThresholdConfig).
import type { Plain } from '../../../proto/value.ts'
import { isQuantity, parseGoDuration } from '../../parse/goscalars.ts'
import { type Fields, refuse } from './sourced.ts'

const signals = new Set([
  'allocatableMemory.available',
  'containerfs.available',
  'containerfs.inodesFree',
  'imagefs.available',
  'imagefs.inodesFree',
  'memory.available',
  'nodefs.available',
  'nodefs.inodesFree',
  'pid.available',
])

/** Throws `DoesNotLoad` with the first reason. Values that are unknown are passed over. */
export function checkEvictions(fields: Fields): void {
  for (const path of ['evictionHard', 'evictionSoft'])
    for (const [signal, threshold] of entriesOf(fields, path)) checkAmount(fields, path, signal, threshold, true)
  for (const [signal, period] of entriesOf(fields, 'evictionSoftGracePeriod')) checkPeriod(fields, signal, period)
  for (const [signal, amount] of entriesOf(fields, 'evictionMinimumReclaim'))
    checkAmount(fields, 'evictionMinimumReclaim', signal, amount, false)
  const periods = new Map(entriesOf(fields, 'evictionSoftGracePeriod'))
  for (const [signal] of entriesOf(fields, 'evictionSoft'))
    if (!periods.has(signal))
      refuse(fields, 'evictionSoft', `grace period must be specified for the soft eviction threshold ${signal}`)
}

function entriesOf(fields: Fields, path: string): [string, string][] {
  const value = fields.get(path)?.value
  if (typeof value !== 'object' || Array.isArray(value)) return []
  return Object.entries(value as Record<string, Plain>).map(([signal, each]) => [signal, String(each)])
}

function checkAmount(fields: Fields, path: string, signal: string, amount: string, threshold: boolean): void {
  if (!signals.has(signal)) refuse(fields, path, `unsupported eviction signal ${signal}`)
  if (amount.endsWith('%')) {
    const percent = Number(amount.slice(0, -1))
    if (Number.isNaN(percent) || amount === '%') refuse(fields, path, `${signal}: "${amount}" is no percentage`)
    if (percent < 0 || (threshold && percent > 100))
      refuse(fields, path, `${signal}: ${amount} must be between 0% and 100%`)
    return
  }
  if (!isQuantity(amount)) refuse(fields, path, `${signal}: "${amount}" is no quantity`)
  if (amount.startsWith('-') || (threshold && /^\+?[0.]+[A-Za-z]*$/.test(amount)))
    refuse(fields, path, `${signal}: ${amount} must be positive`)
}

function checkPeriod(fields: Fields, signal: string, period: string): void {
  const path = 'evictionSoftGracePeriod'
  if (!signals.has(signal)) refuse(fields, path, `unsupported eviction signal ${signal}`)
  const read = parseGoDuration(period)
  if (typeof read !== 'bigint') refuse(fields, path, `${signal}: time: invalid duration "${period}"`)
  if (read < 0n) refuse(fields, path, `${signal}: ${period} must be a positive value`)
}
