import { useState } from 'react'
import { flushSync } from 'react-dom'
import { ownCalendar } from './own-calendar.ts'

export type ElsewhereWords = Readonly<
  Record<
    | ('calendar' | 'calendarText' | 'calendarName' | 'subscribe' | 'reminder' | 'noReminder' | 'download')
    | ('failed' | 'otherDevice' | 'linkText' | 'link' | 'copy' | 'copied' | 'share' | 'code'),
    string
  >
> & {
  /** How many minutes before a session its calendar may remind, with their words. */
  readonly reminders: readonly { readonly minutes: number; readonly text: string }[]
}

/** The reader's programme as a calendar, for all sessions that are listed, also those that are cancelled. */
export function OwnCalendar({
  chosen,
  calendar,
  subscription,
  fileName,
  words,
}: {
  chosen: readonly string[]
  /** The address of the edition's calendar, and that of the page on which to subscribe to it. */
  calendar: string
  subscription: string | undefined
  fileName: string
  words: ElsewhereWords
}) {
  const [reminder, setReminder] = useState<number>()
  const [failed, setFailed] = useState(false)
  const download = async () => {
    const text = await fetch(calendar).then(
      (response) => (response.ok ? response.text() : undefined),
      () => undefined,
    )
    setFailed(text === undefined)
    if (text === undefined) return
    save(ownCalendar(text, { chosen, name: words.calendarName, reminder }), fileName)
  }
  return (
    <details>
      <summary>{words.calendar}</summary>
      <div className="panel">
        <p>
          {words.calendarText} {subscription && <a href={subscription}>{words.subscribe}</a>}
        </p>
        <label>
          {words.reminder}
          <select
            value={reminder}
            onChange={({ target }) => setReminder(target.value === '' ? undefined : Number(target.value))}
          >
            <option value="">{words.noReminder}</option>
            {words.reminders.map(({ minutes, text }) => (
              <option key={minutes} value={minutes}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => void download()}>
          {words.download}
        </button>
        {failed && <p role="alert">{words.failed}</p>}
      </div>
    </details>
  )
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  // Some browsers read it only after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** A link that carries the sessions, as text and as a code for cameras. The code is drawn when it is asked for. */
export function OtherDevice({
  link,
  code,
  onOpen,
  words,
}: {
  link: string
  code: Code | undefined
  onOpen: () => void
  words: ElsewhereWords
}) {
  const [copied, setCopied] = useState('')
  const copy = () => navigator.clipboard.writeText(link).then(() => setCopied(link))
  return (
    <details onToggle={({ currentTarget }) => currentTarget.open && onOpen()}>
      <summary>{words.otherDevice}</summary>
      <div className="panel">
        <p>{words.linkText}</p>
        <label>
          {words.link}
          <input type="text" readOnly value={link} onFocus={({ target }) => target.select()} />
        </label>
        <div className="bar">
          {'clipboard' in navigator && (
            <button type="button" onClick={() => void copy()} aria-live="polite">
              {copied === link ? words.copied : words.copy}
            </button>
          )}
          {'share' in navigator && (
            <button
              type="button"
              onClick={() => navigator.share({ title: document.title, url: link }).catch(() => {})}
            >
              {words.share}
            </button>
          )}
        </div>
        {code && <QrCode {...{ code, label: words.code }} />}
      </div>
    </details>
  )
}

type Code = { readonly size: number; readonly path: string }

export function QrCode({ code: { size, path }, label }: { code: Code; label: string }) {
  return (
    <svg className="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** The code of a link, once it was asked for: what draws it is loaded then. */
export function useCode(link: string): [Code | undefined, () => Promise<void>] {
  const [qrPath, setQrPath] = useState<(text: string) => Code>()
  const ask = async () => {
    const drawing = await import('./qr-path.ts')
    // A print that waits for it has it.
    flushSync(() => setQrPath(() => drawing.qrPath))
  }
  return [link === '' ? undefined : qrPath?.(link), ask]
}
