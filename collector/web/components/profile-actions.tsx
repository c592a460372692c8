import { useState } from 'react'
import type { ProfileView } from '../../report/profileview.ts'
import { exportProfile } from '../api-profiles.ts'
import { changedFiles, enforceRefusal } from '../processes.ts'
import { saveText } from '../save.ts'
import type { Deciding } from '../use-decision.ts'
import { Text } from './text.tsx'

interface ProfileActionsProps {
  readonly profile: ProfileView
  readonly deciding: Deciding
}

/** What is decided about the profile as a whole. */
export function ProfileActions({ profile, deciding: { decide, isBusy } }: ProfileActionsProps) {
  const [isResetting, setResetting] = useState(false)
  const refusal = enforceRefusal(profile)
  const isInForce = profile.state === 'alerting'
  const changed = changedFiles(profile)
  return (
    <>
      <div className="actions">
        {!isInForce && (
          <button
            type="button"
            className="plain primary"
            disabled={isBusy || refusal !== ''}
            onClick={() => decide({ action: 'enforce' })}
          >
            Put in force
          </button>
        )}
        {changed > 0 && (
          <button
            type="button"
            className="plain"
            disabled={isBusy}
            onClick={() => decide({ action: 'approve-changed' })}
          >
            Approve what changed with the image
          </button>
        )}
        {!isInForce && (
          <button type="button" className="plain" disabled={isBusy} onClick={() => decide({ action: 'extend' })}>
            Learn on
          </button>
        )}
        <button type="button" className="plain" disabled={isBusy} onClick={() => setResetting(true)}>
          Reset…
        </button>
        <Export id={profile.id} />
      </div>
      {!isInForce && refusal && <p className="muted small why">Not yet to be put in force. {refusal}</p>}
      {isResetting && (
        <div className="remark confirm" role="alertdialog" aria-label="Reset">
          All that was learned and decided here is put away, and it learns anew. What people wrote by hand stays.
          <span className="actions">
            <button
              type="button"
              className="plain danger"
              disabled={isBusy}
              onClick={() => {
                setResetting(false)
                decide({ action: 'reset' })
              }}
            >
              Reset
            </button>
            <button type="button" className="plain" onClick={() => setResetting(false)}>
              Cancel
            </button>
          </span>
        </div>
      )}
    </>
  )
}

/** Saves what people decided, for Git. */
function Export({ id }: { readonly id: string }) {
  const [failure, setFailure] = useState('')
  async function save(): Promise<void> {
    setFailure('')
    const name = id.replace(/[^A-Za-z0-9.-]+/g, '-')
    await exportProfile(id).then(
      (yaml) => saveText(`${name}.yaml`, yaml),
      (error: Error) => setFailure(error.message),
    )
  }
  return (
    <>
      <button type="button" className="plain" onClick={() => void save()}>
        Export YAML
      </button>
      {failure && (
        <span role="alert" className="untold">
          <Text>{failure}</Text>
        </span>
      )}
    </>
  )
}
