import { isLocale } from '#src/locales.ts'
import type { Content } from './content.ts'

/**
 * What pages read of content, so that a change of the content tells which pages would come out differently.
 *
 * Pages get the content wrapped: each question to it (`documents.sessionsOf(…)`) and each field that is read of a
 * document is noted, a localized field by its locale. A list that has no finer question is noted as a whole, so what is
 * read in an unexpected way makes more pages anew, never fewer. Documents are wrapped once, so that the same document
 * is always the same object.
 *
 * Pieces of pages that many pages have, or that long pages have many of, are kept: a page then notes the piece, and the
 * piece what it reads.
 */
export class Reads {
  #content: Content
  #wrapped: Content
  readonly #scope: Scope
  #count = 0
  /** The numbers of questions and of pieces. */
  readonly #numbers = new Map<string, number>()
  /** The questions that were asked, by number, with their answers. */
  readonly #questions = new Map<number, Question>()
  /** The numbers of the fields that were read, by document and path. */
  readonly #fields = new Map<string, Map<string, number>>()
  readonly #pieces = new Map<number, Promise<string>>()
  /** What files and pieces read, by their own numbers. */
  readonly #reads = new Map<number, Uint32Array>()
  /** The numbers of the files and pieces that read something; some that no longer do may be among them. */
  readonly #readers = new Map<number, number[]>()
  /** The names of files, by number. */
  readonly #files = new Map<number, string>()
  #proxies = new WeakMap<object, unknown>()

  /** @param scope tells what is being noted where several pages are made at once: an AsyncLocalStorage */
  constructor(content: Content, scope: Scope) {
    this.#scope = scope
    this.#content = content
    this.#wrapped = this.#wrappedContent()
  }

  /** Runs `make`, which makes a file, with the wrapped content, and notes what it reads. */
  async noting<T>(file: string, make: (content: Content) => Promise<T>): Promise<T> {
    const noted = new Noted()
    const made = await this.#scope.run(noted, () => make(this.#wrapped))
    const number = this.#number(`>\n${file}`)
    this.#files.set(number, file)
    this.#note(number, noted.numbers)
    return made
  }

  /** A piece of text that is made once, until something that it reads changes. Its name says what it is made of. */
  async piece(name: string, make: () => Promise<string>): Promise<string> {
    const number = this.#number(`!\n${name}`)
    this.#scope.getStore()?.add(number)
    const known = this.#pieces.get(number)
    if (known) return known
    const noted = new Noted()
    const text = this.#scope.run(noted, make)
    this.#pieces.set(number, text)
    try {
      await text
      this.#note(number, noted.numbers)
    } catch (error) {
      this.#pieces.delete(number)
      throw error
    }
    return text
  }

  #note(reader: number, reads: Uint32Array): void {
    const before = new Set(this.#reads.get(reader))
    this.#reads.set(reader, reads)
    for (const number of reads) {
      if (before.has(number)) continue
      const readers = this.#readers.get(number)
      if (readers === undefined) this.#readers.set(number, [reader])
      else readers.push(reader)
    }
  }

  /**
   * Goes on with other content.
   * @returns the files that read something that has changed, themselves or in a piece
   */
  update(content: Content): ReadonlySet<string> {
    const before = this.#content
    this.#content = content
    this.#wrapped = this.#wrappedContent()
    const changed = [
      ...this.#changedAnswers(before),
      ...this.#changedFields(documentsById(before), documentsById(content)),
    ]
    const files = new Set<string>()
    // A piece that has changed is a change itself, so the list grows meanwhile.
    for (const number of changed) {
      const readers = this.#readers.get(number) ?? []
      const present = readers.filter((reader) => this.#reads.get(reader)?.includes(number))
      if (present.length < readers.length) this.#readers.set(number, present)
      for (const reader of present) {
        const file = this.#files.get(reader)
        if (file !== undefined) files.add(file)
        else if (this.#pieces.delete(reader)) changed.push(reader)
      }
    }
    return files
  }

  *#changedAnswers(before: Content): Generator<number> {
    for (const [number, question] of this.#questions) {
      // What is the same object gives the same answers: addresses change with few edits.
      if (before[question.of] === this.#content[question.of]) continue
      const now = answerTo(question, this.#content)
      if (!isSame(question.answer, now)) yield number
      // Also where it is the same: its documents may be others.
      question.answer = now
    }
  }

  *#changedFields(
    before: ReadonlyMap<string, object>,
    after: ReadonlyMap<string, object>,
  ): Generator<number> {
    for (const [id, paths] of this.#fields) {
      const [old, present] = [before.get(id), after.get(id)]
      if (old === present) continue
      for (const [path, number] of paths) {
        const steps = path.split('\n')
        if (!isSame(valueAt(old, steps), valueAt(present, steps))) yield number
      }
    }
  }

  #wrappedContent(): Content {
    const { documents, addresses, past, moment } = this.#content
    const wrapped = {
      documents: this.#asker('documents', documents),
      addresses: this.#asker('addresses', addresses),
      past: this.#asker('past', past),
      moment: this.#asker('moment', moment),
    }
    // Not among the fields that a copy of the content reads: it has every address that ever was.
    const ledger = this.#question('ledger')
    return Object.defineProperty(wrapped, 'ledger', { get: () => this.#ask(ledger) }) as Content
  }

  /** An object whose questions are noted. */
  #asker<T extends object>(name: keyof Content, target: T): T {
    const known = new Map<string, unknown>()
    return new Proxy(target, {
      get: (_target, property) => {
        if (typeof property === 'symbol') return Reflect.get(target, property, target)
        const wrapped = known.get(property) ?? this.#asked(name, property, target)
        known.set(property, wrapped)
        return typeof wrapped === 'number' ? this.#ask(wrapped) : wrapped
      },
    })
  }

  /** The number of a question without arguments, or a method that notes its calls. */
  #asked(name: keyof Content, property: string, target: object): unknown {
    if (typeof Reflect.get(target, property, target) !== 'function') return this.#question(name, property)
    const numbers = new Map<string, number>()
    return (...args: Args) => {
      const key = args.length === 1 ? (args[0] ?? undefinedMark) : args.join('\n')
      const number = numbers.get(key) ?? this.#question(name, property, args)
      numbers.set(key, number)
      return this.#ask(number)
    }
  }

  #ask(number: number): unknown {
    this.#scope.getStore()?.add(number)
    return this.#wrap(this.#questions.get(number)?.answer)
  }

  /** The number of a question, which is answered the first time. */
  #question(of: keyof Content, property?: string, args: Args = []): number {
    const name = ['?', of, property, ...args.map((arg) => arg ?? undefinedMark)].join('\n')
    const number = this.#number(name)
    if (!this.#questions.has(number)) {
      const question = { of, property, args }
      this.#questions.set(number, { ...question, answer: answerTo(question, this.#content) })
    }
    return number
  }

  #number(name: string): number {
    const number = this.#numbers.get(name) ?? this.#count++
    this.#numbers.set(name, number)
    return number
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

  /** Notes fields of a document, or languages of a field. */
  #noter(id: string, field?: string): (step: string) => void {
    const ofDocument = this.#fields.get(id) ?? new Map<string, number>()
    this.#fields.set(id, ofDocument)
    const numbers = new Map<string, number>()
    const number = (step: string): number => {
      const path = field === undefined ? step : `${field}\n${step}`
      const known = ofDocument.get(path) ?? this.#count++
      ofDocument.set(path, known)
      numbers.set(step, known)
      return known
    }
    return (step) => this.#scope.getStore()?.add(numbers.get(step) ?? number(step))
  }

  #document(document: Document): Document {
    const note = this.#noter(document._id)
    return new Proxy(document, {
      get: (_target, field) => {
        const value: unknown = Reflect.get(document, field)
        // These never change.
        if (typeof field === 'symbol' || field === '_id' || field === '_type') return value
        if (typeof value === 'object' && value !== null) {
          const known = this.#proxies.get(value)
          if (known !== undefined) return known
          if (isLocalized(value)) return this.#localized(document._id, field, value)
        }
        note(field)
        return value
      },
      ownKeys: () => {
        note('')
        return Reflect.ownKeys(document)
      },
    })
  }

  #localized(id: string, field: string, value: object): unknown {
    const note = this.#noter(id, field)
    const wrapped = new Proxy(value, {
      get: (_target, locale) => {
        if (typeof locale === 'string') note(locale)
        return Reflect.get(value, locale)
      },
      has: (_target, locale) => {
        note(allKeys)
        return Reflect.has(value, locale)
      },
      ownKeys: () => {
        note(allKeys)
        return Reflect.ownKeys(value)
      },
      getOwnPropertyDescriptor: (_target, locale) => {
        note(allKeys)
        if (typeof locale === 'string') note(locale)
        return Reflect.getOwnPropertyDescriptor(value, locale)
      },
    })
    this.#proxies.set(value, wrapped)
    return wrapped
  }
}

/**
 * Keeps a text that is long to make under a name, which says all that it is made of but for what it reads of the content.
 */
export type Pieces = (name: string, make: () => Promise<string>) => Promise<string>

/** What a page reads, while it is made. */
export class Noted {
  readonly #numbers = new Set<number>()

  add(number: number): void {
    this.#numbers.add(number)
  }

  get numbers(): Uint32Array {
    return Uint32Array.from(this.#numbers)
  }
}

type Scope = {
  getStore(): Noted | undefined
  run<T>(noted: Noted, work: () => T): T
}

type Document = { readonly _id: string; readonly _type: string }

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && '_id' in value && '_type' in value

/** A value with a key for each language that it has, or none. */
const isLocalized = (value: object): boolean => !Array.isArray(value) && Object.keys(value).every(isLocale)

const hasDocuments = (value: object) => Object.values(value).some((item) => isDocument(item))

type Args = readonly (string | undefined)[]

/** A question to a part of the content, such as `documents.session(id)`, and its answer. Arguments are names and ids, without line breaks. */
type Question = { of: keyof Content; property: string | undefined; args: Args; answer: unknown }
const undefinedMark = '\0'

function answerTo({ of, property, args }: Omit<Question, 'answer'>, content: Content): unknown {
  const target = content[of]
  if (property === undefined) return target
  const value: unknown = Reflect.get(target, property)
  return typeof value === 'function' ? value.apply(target, args) : value
}

/** Stands for the keys of a localized field. */
const allKeys = '*'

/** The value at the steps of a path. */
function valueAt(document: object | undefined, [field = '', inner]: readonly string[]): unknown {
  if (document === undefined) return undefined
  if (field === '') return Object.keys(document)
  const value: unknown = Reflect.get(document, field)
  if (inner === undefined || typeof value !== 'object' || value === null) return value
  return inner === allKeys ? Object.keys(value) : Reflect.get(value, inner)
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
