import { isLocale } from '#src/locales.ts'
import type { Content } from './content.ts'

/**
 * What pages read of content, so that a change of the content tells which pages would come out differently.
 *
 * Pages get the content wrapped: each question to it (`documents.sessionsOf(…)`) and each field that is read of a
 * document is noted, a localized field by its locale. A list that has no finer question is noted as a whole, so what is
 * read in an unexpected way makes more pages anew, never fewer. Documents are wrapped once, so that the same document
 * is always the same object.
 */
export class Reads {
  #content: Content
  #wrapped: Content
  readonly #names: string[] = []
  readonly #numbers = new Map<string, number>()
  /** The answers to the questions that were asked, by number. */
  readonly #answers = new Map<number, unknown>()
  /** The fields that were read, by document: paths and their numbers. */
  readonly #fields = new Map<string, Map<string, number>>()
  #noted: Set<number> | undefined
  readonly #proxies = new WeakMap<object, unknown>()

  /** @param names what was noted before with this content, in the order of the numbers */
  constructor(content: Content, names: readonly string[] = []) {
    this.#content = content
    this.#wrapped = this.#wrappedContent()
    for (const name of names) this.#number(name)
  }

  /** What the numbers stand for: documents, fields and questions as text. */
  get names(): readonly string[] {
    return this.#names
  }

  /**
   * Runs `make` with the wrapped content and notes what it reads. One at a time, since what is read meanwhile belongs to
   * it.
   * @returns its result, and the numbers of what it read, ascending
   */
  async noting<T>(make: (content: Content) => Promise<T>): Promise<{ made: T; reads: Uint32Array }> {
    if (this.#noted) throw new Error('Two pages cannot be noted at once')
    const noted = new Set<number>()
    this.#noted = noted
    try {
      const made = await make(this.#wrapped)
      return { made, reads: Uint32Array.from(noted).sort() }
    } finally {
      this.#noted = undefined
    }
  }

  /**
   * Goes on with other content.
   * @returns whether something that was read has changed, by numbers as `noting` gives them
   */
  update(content: Content): (reads: Uint32Array) => boolean {
    const before = documentsById(this.#content)
    const after = documentsById(content)
    this.#content = content
    this.#wrapped = this.#wrappedContent()
    const changed = new Uint8Array(this.#names.length)
    for (const [number, answer] of this.#answers) {
      const now = answerTo(this.#names[number] ?? '', content)
      if (!isSame(answer, now)) changed[number] = 1
      // Also where it is the same: its documents may be others.
      this.#answers.set(number, now)
    }
    for (const [id, paths] of this.#fields) {
      const [old, present] = [before.get(id), after.get(id)]
      if (old === present) continue
      for (const [path, number] of paths)
        if (!isSame(valueAt(old, path), valueAt(present, path))) changed[number] = 1
    }
    return (reads) => reads.some((number) => changed[number] === 1)
  }

  #wrappedContent(): Content {
    const { documents, addresses, past } = this.#content
    const wrapped = {
      documents: this.#asker('documents', documents),
      addresses: this.#asker('addresses', addresses),
      past: this.#asker('past', past),
    }
    // Not among the fields that a copy of the content reads: it has every address that ever was.
    return Object.defineProperty(wrapped, 'ledger', {
      get: () => this.#ask(question('content', 'ledger')),
    }) as Content
  }

  /** An object whose questions are noted. */
  #asker<T extends object>(name: string, target: T): T {
    const methods = new Map<string, unknown>()
    return new Proxy(target, {
      get: (_target, property) => {
        const value: unknown = Reflect.get(target, property, target)
        if (typeof property === 'symbol') return value
        if (typeof value !== 'function') return this.#ask(question(name, property))
        const known = methods.get(property)
        if (known) return known
        const method = (...args: readonly (string | undefined)[]) =>
          this.#ask(question(name, property, ...args))
        methods.set(property, method)
        return method
      },
    })
  }

  #ask(name: string): unknown {
    const number = this.#number(name)
    this.#noted?.add(number)
    return this.#wrap(this.#answerOf(name, number))
  }

  #answerOf(name: string, number: number): unknown {
    const known = this.#answers.get(number)
    if (known !== undefined) return known
    const answer = answerTo(name, this.#content)
    this.#answers.set(number, answer)
    return answer
  }

  /** Gives a name its number, and remembers how to find out whether its value has changed. */
  #number(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const number = this.#names.push(name) - 1
    this.#numbers.set(name, number)
    const [id, path] = fieldOf(name) ?? []
    if (id === undefined || path === undefined) this.#answers.set(number, answerTo(name, this.#content))
    else this.#fields.set(id, (this.#fields.get(id) ?? new Map<string, number>()).set(path, number))
    return number
  }

  #note(id: string, path: string): void {
    if (this.#noted === undefined) return
    const number = this.#fields.get(id)?.get(path) ?? this.#number(fieldName(id, path))
    this.#noted.add(number)
  }

  #wrap(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    const known = this.#proxies.get(value)
    if (known !== undefined) return known
    const wrapped = isDocument(value)
      ? this.#document(value)
      : Array.isArray(value) && isDocument(value[0])
        ? value.map((item) => this.#wrap(item))
        : hasDocuments(value)
          ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#wrap(item)]))
          : value
    this.#proxies.set(value, wrapped)
    return wrapped
  }

  #document(document: Document): Document {
    return new Proxy(document, {
      get: (_target, field) => {
        const value: unknown = Reflect.get(document, field)
        // These never change.
        if (typeof field === 'symbol' || field === '_id' || field === '_type') return value
        if (isLocalized(value)) return this.#localized(document._id, field, value)
        this.#note(document._id, field)
        return value
      },
      ownKeys: () => {
        this.#note(document._id, '')
        return Reflect.ownKeys(document)
      },
    })
  }

  #localized(id: string, field: string, value: object): unknown {
    const known = this.#proxies.get(value)
    if (known !== undefined) return known
    const keys = () => this.#note(id, `${field} keys`)
    const wrapped = new Proxy(value, {
      get: (_target, locale) => {
        if (typeof locale === 'string') this.#note(id, `${field} ${locale}`)
        return Reflect.get(value, locale)
      },
      has: (_target, locale) => {
        keys()
        return Reflect.has(value, locale)
      },
      ownKeys: () => {
        keys()
        return Reflect.ownKeys(value)
      },
      getOwnPropertyDescriptor: (_target, locale) => {
        keys()
        if (typeof locale === 'string') this.#note(id, `${field} ${locale}`)
        return Reflect.getOwnPropertyDescriptor(value, locale)
      },
    })
    this.#proxies.set(value, wrapped)
    return wrapped
  }
}

type Document = { readonly _id: string; readonly _type: string }

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && '_id' in value && '_type' in value

/** A value with a key for each language that it has, or none. */
const isLocalized = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).every(isLocale)

const hasDocuments = (value: object) => Object.values(value).some((item) => isDocument(item))

/** A question to the content as text, and its answer. Its parts are names and ids, which have no line breaks. */
const question = (...parts: readonly (string | undefined)[]) =>
  `?\n${parts.map((part) => part ?? undefinedMark).join('\n')}`
const undefinedMark = '\0'

function answerTo(name: string, content: Content): unknown {
  const [, object = '', property = '', ...args] = name.split('\n')
  const target: unknown = object === 'content' ? content : Reflect.get(content, object)
  if (typeof target !== 'object' || target === null) return undefined
  const value: unknown = Reflect.get(target, property)
  if (typeof value !== 'function') return value
  return value.apply(
    target,
    args.map((arg) => (arg === undefinedMark ? undefined : arg)),
  )
}

/** A field of a document as text: its id and its path, of a localized field with the locale or `keys`. */
const fieldName = (id: string, path: string) => `${id}\n${path}`
const fieldOf = (name: string) => (name.startsWith('?\n') ? undefined : name.split('\n'))

function valueAt(document: object | undefined, path: string): unknown {
  if (document === undefined) return undefined
  if (path === '') return Object.keys(document)
  const [field = '', inner] = path.split(' ')
  const value: unknown = Reflect.get(document, field)
  if (inner === undefined || typeof value !== 'object' || value === null) return value
  return inner === 'keys' ? Object.keys(value) : Reflect.get(value, inner)
}

/** Whether two answers are the same: documents by their ids, since what is read of them is noted by itself. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (isDocument(a)) return isDocument(b) && a._id === b._id
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => isSame(item, b[at]))
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  return (
    keys.length === others.length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(Reflect.get(a, key), Reflect.get(b, key)))
  )
}

function documentsById({ documents: { snapshot } }: Content): ReadonlyMap<string, object> {
  const { forum, ...lists } = snapshot
  return new Map([forum, ...Object.values(lists).flat()].map((document) => [document._id, document]))
}
