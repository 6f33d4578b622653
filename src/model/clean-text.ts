/**
 * A text without the characters that nobody sees and that split words: soft hyphens, zero-width characters, control
 * characters, halves of surrogate pairs, and marks of direction where nothing runs from right to left. Joiners stay
 * within words of scripts that are written with them, and in emoji. No-break spaces stay; see `plainSpaces`.
 * @example cleanText('govern\u200bance') → 'governance'
 */
export function cleanText(text: string): string {
  if (!unusual.test(text)) return text
  const kept = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\v\f\u0085]/g, ' ')
    .replace(neverShown, '')
    .replace(strayJoiners, '')
  return rightToLeft.test(kept) ? kept : kept.replace(directionMarks, '')
}

/** Whether a text has nothing that a reader would see. @example isBlank('\u00ad \u2060') → true */
export const isBlank = (text: string): boolean => !/[!-~]/.test(text) && !visible.test(text)

/** A text with a plain space for each no-break or narrow one, for what reads it word by word. */
export const plainSpaces = (text: string): string => text.replace(/[^\S\n\r\t\v\f ]/g, ' ')

/**
 * Rules out most texts at once, with an expression that costs little: examining all content cleans each of its texts at
 * each keystroke.
 */
const unusual = /[^\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]/

// Control characters but tab and line feed; soft hyphen; zero-width space and its kin; overrides of direction.
const neverShown =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\0-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u202a-\u202e\p{Cs}\p{Noncharacter_Code_Point}]/gu

const withJoiners = [
  ...['Arab', 'Syrc', 'Nkoo', 'Mong', 'Adlm', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda'],
  ...['Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt', 'Laoo', 'Thai'],
].map((script) => `\\p{scx=${script}}`)
const emoji = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f\\u{e007f}'
const inside = `(?<=[${withJoiners.join('')}])[\\u200c\\u200d](?=[\\p{L}\\p{M}])|(?<=[${emoji}])\\u200d(?=[${emoji}])`
const strayJoiners = new RegExp(`(?!${inside})[\\u200c\\u200d]`, 'gu')

const rightToLeft = /[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}\p{scx=Adlm}]/u
const directionMarks = /[\u061c\u200e\u200f\u2066-\u2069]/g

const visible = /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u
