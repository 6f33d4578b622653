import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { requestError } from './errors.ts'

/** Someone who writes here: `id` is the author of their transactions, and stays when the name changes. */
export type Editor = { readonly id: string; readonly name: string }

/** Programs, and whoever brings no token. */
export const anonymous: Editor = { id: 'editor', name: 'Editor' }

const longestName = 80

/**
 * The people who gave their names. An editor's token is the id: it says who is writing, and opens nothing that would
 * be closed without it. A name stands for one person, so that the same name in another browser is the same editor.
 */
export class Editors {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** @param authorization the header of a request, `Bearer …`; undefined when its token is not known here */
  bearing(authorization: string | undefined): Editor | undefined {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
    return token === undefined ? undefined : this.get(token)
  }

  get(id: string): Editor | undefined {
    if (id === anonymous.id) return anonymous
    const row = this.#database.prepare('SELECT id, name FROM editors WHERE id = ?').get(id)
    return row && { id: String(row.id), name: String(row.name) }
  }

  all(): readonly Editor[] {
    const rows = this.#database.prepare('SELECT id, name FROM editors ORDER BY name').all()
    return [anonymous, ...rows.map(({ id, name }) => ({ id: String(id), name: String(name) }))]
  }

  /**
   * The editor of a name. Who bears a token changes the name of that editor, unless it is another's: then they go
   * on as that one.
   * @throws {HttpError} 400 for what is no name
   */
  named(given: string, bearer: Editor | undefined): Editor {
    const name = given.normalize('NFC').replace(/\s+/g, ' ').trim()
    if (name === '' || name.length > longestName || /\p{Cc}/u.test(name))
      throw requestError(400, `A name has 1 to ${longestName} characters`)
    const folded = name.toLocaleLowerCase('und')
    const known = this.#database.prepare('SELECT id FROM editors WHERE folded = ?').get(folded)
    const existing = known === undefined ? bearer : { id: String(known.id) }
    const isNew = existing === undefined || existing.id === anonymous.id
    const id = isNew ? randomBytes(16).toString('hex') : existing.id
    this.#database
      .prepare(`INSERT INTO editors (id, name, folded) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded`)
      .run(id, name, folded)
    return { id, name }
  }
}
