import { create } from 'qrcode'

/** A text as a QR code: the dark modules as the path of a drawing, and how many modules wide it is with its quiet margin. */
export function qrPath(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const rows = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) =>
      modules.get(row, column) ? `M${column + margin} ${row + margin}h1v1h-1z` : '',
    ).join(''),
  )
  return { size: modules.size + 2 * margin, path: rows.join('') }
}

/** @see ISO/IEC 18004, 9.1: four modules, whatever the ground around it */
const margin = 4
