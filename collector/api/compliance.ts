// Compliance on the wire and back.
import { dataFrom, messageFrom } from '../../proto/message.ts'
import type { Compliance } from '../report/compliancemodel.ts'

/** The message of a document. */
export function complianceMessage(compliance: Compliance): object {
  return messageFrom('Compliance', compliance)
}

/** Texts that a document has only where there is something to say; on the wire nothing is left out. */
const optionalTexts = ['warning', 'assessment', 'review', 'notApplicable', 'unknown']

/** The document of an answer, as it was before it went over the wire. */
export function complianceFrom(message: object): Compliance {
  return withoutEmpty(dataFrom('Compliance', message)) as Compliance
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(
    ([key, each]) =>
      !(each === '' && optionalTexts.includes(key)) && !(key === 'overridden' && (each as []).length === 0),
  )
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutEmpty(each)]))
}
