import { type FormEvent, useState } from 'react'
import type { ProfileView } from '../../report/profileview.ts'
import { tagWord } from '../processes.ts'
import type { Deciding } from '../use-decision.ts'
import { Text } from './text.tsx'

interface ByHandProps {
  readonly profile: ProfileView
  readonly deciding: Deciding
}

/** What people allow beside what was seen, each after a second look: patterns, exceptions, automatic approval. */
export function ByHand({ profile, deciding }: ByHandProps) {
  return (
    <div className="import">
      <Allowed profile={profile} />
      <PatternForm deciding={deciding} />
      <ExceptionForm profile={profile} deciding={deciding} />
      <Automatic profile={profile} deciding={deciding} />
    </div>
  )
}

function Allowed({ profile: { patterns, exceptions } }: Pick<ByHandProps, 'profile'>) {
  if (patterns.length + exceptions.length === 0) return null
  return (
    <ul className="evidence">
      {patterns.map(({ path, by }) => (
        <li key={path}>
          allowed <Text code>{path}</Text> <By name={by} />
        </li>
      ))}
      {exceptions.map(({ kind, digest, creator, by }) => (
        <li key={`${kind} ${digest} ${creator}`}>
          excepted from “{tagWord(kind)}”: <Text code>{digest}</Text> started by <Text code>{creator}</Text>{' '}
          <By name={by} />
        </li>
      ))}
    </ul>
  )
}

function By({ name }: { readonly name: string | undefined }) {
  if (!name) return null
  return (
    <span className="muted">
      by <Text>{name}</Text>
    </span>
  )
}

function PatternForm({ deciding: { decide, isBusy } }: Pick<ByHandProps, 'deciding'>) {
  const [path, setPath] = useState('')
  const [isAsked, setAsked] = useState(false)
  function submit(event: FormEvent): void {
    event.preventDefault()
    setAsked(true)
  }
  return (
    <details>
      <summary>Allow a pattern</summary>
      <form onSubmit={submit}>
        <input
          value={path}
          aria-label="Pattern"
          placeholder="/opt/app/bin/*"
          spellCheck={false}
          onChange={(event) => {
            setPath(event.target.value)
            setAsked(false)
          }}
        />
        <button type="submit" className="plain" disabled={isBusy || path === ''}>
          Allow…
        </button>
      </form>
      {isAsked && (
        <Confirm
          word="Allow"
          isBusy={isBusy}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            decide({ action: 'allow', value: path })
            setAsked(false)
            setPath('')
          }}
        >
          Every program of the image, or of a package, that <Text code>{path}</Text> stands for is allowed here,
          whatever is in the file.
        </Confirm>
      )}
    </details>
  )
}

interface Candidate {
  readonly kind: string
  readonly digest: string
  readonly creator: string
  readonly path: string
}

/** What broke a hard rule and could be excepted: bytes that were read, and who started them. */
function candidatesOf({ items, exceptions }: ProfileView): Candidate[] {
  const all = items
    .filter(({ hard }) => hard)
    .flatMap(({ path, tags, digests, creators }) =>
      digests.flatMap((digest) => creators.map((creator) => ({ kind: tags[0] ?? '', digest, creator, path }))),
    )
  const isMade = (one: Candidate) =>
    exceptions.some(
      ({ kind, digest, creator }) => kind === one.kind && digest === one.digest && creator === one.creator,
    )
  return all.filter((each) => !isMade(each))
}

function ExceptionForm({ profile, deciding: { decide, isBusy } }: ByHandProps) {
  const [chosen, setChosen] = useState<Candidate | undefined>(undefined)
  const candidates = candidatesOf(profile)
  if (candidates.length === 0) return null
  return (
    <details>
      <summary>Except from a hard rule</summary>
      <ul className="evidence">
        {candidates.map((each) => (
          <li key={`${each.kind} ${each.digest} ${each.creator}`}>
            <Text code>{each.path}</Text> {tagWord(each.kind)}, started by <Text code>{each.creator}</Text>{' '}
            <button type="button" className="plain" disabled={isBusy} onClick={() => setChosen(each)}>
              Except…
            </button>
          </li>
        ))}
      </ul>
      {chosen && (
        <Confirm
          word="Except"
          isBusy={isBusy}
          onCancel={() => setChosen(undefined)}
          onConfirm={() => {
            const { path: _path, ...exception } = chosen
            decide({ action: 'except', exception })
            setChosen(undefined)
          }}
        >
          These bytes, <Text code>{chosen.digest}</Text>, started by <Text code>{chosen.creator}</Text>, alert no more,
          whatever their name.
        </Confirm>
      )}
    </details>
  )
}

function Automatic({ profile: { autoApprove }, deciding: { decide, isBusy } }: ByHandProps) {
  const [isAsked, setAsked] = useState(false)
  if (autoApprove)
    return (
      <button type="button" className="plain" disabled={isBusy} onClick={() => decide({ action: 'approve-by-hand' })}>
        Approve by hand again
      </button>
    )
  return (
    <>
      <button type="button" className="plain" disabled={isBusy} onClick={() => setAsked(true)}>
        Approve automatically…
      </button>
      {isAsked && (
        <Confirm
          word="Approve automatically"
          isBusy={isBusy}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            decide({ action: 'auto-approve' })
            setAsked(false)
          }}
        >
          It puts itself in force when it is ready, complete, and nothing in it warns. Nobody looks at it then.
        </Confirm>
      )}
    </>
  )
}

interface ConfirmProps {
  readonly word: string
  readonly isBusy: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
  readonly children: React.ReactNode
}

function Confirm({ word, isBusy, onConfirm, onCancel, children }: ConfirmProps) {
  return (
    <div className="remark confirm" role="alertdialog" aria-label={word}>
      {children}
      <span className="actions">
        <button type="button" className="plain primary" disabled={isBusy} onClick={onConfirm}>
          {word}
        </button>
        <button type="button" className="plain" onClick={onCancel}>
          Cancel
        </button>
      </span>
    </div>
  )
}
