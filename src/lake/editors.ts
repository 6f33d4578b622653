import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { insertInto } from './database.ts'
import { requestError } from './errors.ts'

/** A person who writes. `id` is the author of their transactions; it stays the same when the name changes. */
export type Editor = { readonly id: string; readonly name: string }

/** The author of requests without a token, such as those of programs. */
export const anonymous: Editor = { id: 'editor', name: 'Editor' }

const maxNameLength = 80

/**
 * The editors by name. An editor's token is their id. It says who is writing and gives no further access. One name is
 * one editor, in any browser.
 */
export class Editors {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /**
   * @param authorization the header of a request, `Bearer …`
   * @returns undefined when there is no such header or its token is unknown
   */
  withToken(authorization: string | undefined): Editor | undefined {
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
   * Gives an editor a name. A new name renames the current editor, or creates one if there is none. A name that
   * already exists gives the editor of that name.
   * @param current the editor whose token the request has
   * @throws {HttpError} 400 when the name is empty, too long, or has control characters
   */
  register(input: string, current: Editor | undefined): Editor {
    const name = input.normalize('NFC').replace(/\s+/g, ' ').trim()
    if (name === '' || name.length > maxNameLength || /\p{Cc}/u.test(name))
      throw requestError(400, `A name has 1 to ${maxNameLength} characters`)
    const folded = name.toLocaleLowerCase('und')
    const known = this.#database.prepare('SELECT id FROM editors WHERE folded = ?').get(folded)
    const existing = known === undefined ? current : { id: String(known.id) }
    const isNew = existing === undefined || existing.id === anonymous.id
    const id = isNew ? randomBytes(16).toString('hex') : existing.id
    this.#database
      .prepare(
        insertInto(
          'editors',
          'ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, digest = excluded.digest',
        ),
      )
      .run(id, name, folded)
    return { id, name }
  }
}
