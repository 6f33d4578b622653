import { Unzip, UnzipInflate } from 'fflate'
import { UnreadableFileError } from '../docx.ts'

/**
 * The bytes of a zip file, once it is known that it does not unpack to far more than a programme has.
 * @throws {UnreadableFileError} broken, encrypted, oldWorkbook, tooMuch
 */
export function unpacked(bytes: ArrayBuffer): Uint8Array {
  const packed = new Uint8Array(bytes)
  // Both old workbooks and encrypted new ones are OLE compound files, whose entries have names in UTF-16.
  if (packed[0] === 0xd0 && packed[1] === 0xcf) {
    const text = new TextDecoder('utf-16le').decode(bytes.slice(0, bytes.byteLength - (bytes.byteLength % 2)))
    throw new UnreadableFileError(text.includes('EncryptedPackage') ? 'encrypted' : 'oldWorkbook')
  }
  let size = 0
  let failure: UnreadableFileError['reason'] | undefined
  const unzip = new Unzip((file) => {
    if (/(?:^|\/)(?:media|embeddings|fonts|Pictures)\//.test(file.name)) return
    file.ondata = (error, piece) => {
      if (error) failure ??= 'broken'
      else size += piece.length
      if (size > maxUnpackedBytes) failure ??= 'tooMuch'
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let start = 0; start < packed.length && failure === undefined; start += pieceBytes) {
    try {
      unzip.push(packed.subarray(start, start + pieceBytes), start + pieceBytes >= packed.length)
    } catch {
      failure = 'broken'
    }
  }
  if (failure !== undefined) throw new UnreadableFileError(failure)
  return packed
}

/** Of a workbook's texts when they are unpacked. */
const maxUnpackedBytes = 64 * 2 ** 20
/** Unpacked at a time: at most a thousand times as much comes out. */
const pieceBytes = 4096
