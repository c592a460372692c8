import type { Report } from '../../report/model.ts'
import { damagedText, replicaText } from '../../report/storageview.ts'
import { Notice } from './notice.tsx'
import { Text } from './text.tsx'

/** What is missing because a database was damaged, and how late the report may be: numbers without that would mislead. */
export function StorageNotice({ report: { storage } }: { readonly report: Report }) {
  if (!storage) return null
  const { damaged, replica } = storage
  return (
    <>
      {damaged.map((each) => (
        <Notice key={each.file} kind="error">
          <Text>{damagedText(each)}</Text>
        </Notice>
      ))}
      {replica && (
        <p className="muted small">
          This report is <Text>{replicaText(replica)}</Text>.
        </p>
      )}
    </>
  )
}
