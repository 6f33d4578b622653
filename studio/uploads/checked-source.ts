import type { AssetSource, AssetSourceUploader } from 'sanity'
import { tellUpload } from './upload-messages.ts'
import { headLength, problemBefore, problemWithin, refusalOf, type UploadKind } from './upload-problem.ts'

/** Sources of images or of files whose uploads are looked at first, and tell in our words why one cannot be taken. */
export const checkedSources =
  (kind: UploadKind) =>
  (sources: AssetSource[]): AssetSource[] =>
    sources.map((source) => checkedSource(source, kind))

/** The same source always gives the same one: Sanity compares them. */
function checkedSource(source: AssetSource, kind: UploadKind): AssetSource {
  const { Uploader } = source
  const existing = known.get(source)
  if (existing || Uploader === undefined) return existing ?? source
  const newUploader = () => new Uploader()
  class CheckedUploader implements AssetSourceUploader {
    readonly #inner = newUploader()
    readonly #subscribers = new Set<Parameters<AssetSourceUploader['subscribe']>[0]>()
    #isAborted = false

    upload(files: File[], options?: Parameters<AssetSourceUploader['upload']>[1]) {
      void this.#uploadChecked(files, options)
      return this.#inner.getFiles()
    }
    async #uploadChecked(files: File[], options?: Parameters<AssetSourceUploader['upload']>[1]) {
      const wrong = await Promise.all(files.map((file) => problemOf(file, kind)))
      for (const [index, problem] of wrong.entries())
        if (problem) tellUpload({ problem, name: files[index]?.name ?? '' })
      const right = files.filter((_, index) => wrong[index] === undefined)
      if (right.length > 0 && !this.#isAborted) this.#inner.upload(right, options)
      else for (const subscriber of this.#subscribers) subscriber({ type: 'all-complete', files: [] })
    }
    subscribe(subscriber: Parameters<AssetSourceUploader['subscribe']>[0]) {
      this.#subscribers.add(subscriber)
      const unsubscribe = this.#inner.subscribe((event) => {
        if (event.type === 'status' && event.status === 'error') {
          const { file, error } = event.file
          tellUpload({ problem: refusalOf(error), name: file.name, error })
        }
        // Sanity would only say that it failed.
        if (event.type !== 'error') subscriber(event)
      })
      return () => {
        this.#subscribers.delete(subscriber)
        unsubscribe()
      }
    }
    abort(...file: Parameters<AssetSourceUploader['abort']>) {
      this.#isAborted = true
      this.#inner.abort(...file)
    }
    getFiles = () => this.#inner.getFiles()
    updateFile = (...of: Parameters<AssetSourceUploader['updateFile']>) => this.#inner.updateFile(...of)
    reset = () => this.#inner.reset()
  }
  const checked = { ...source, Uploader: CheckedUploader }
  known.set(source, checked)
  return checked
}

const known = new WeakMap<AssetSource, AssetSource>()

const problemOf = async (file: File, kind: UploadKind) =>
  problemBefore(file, kind) ??
  problemWithin(file.name, new Uint8Array(await file.slice(0, headLength).arrayBuffer()), kind)
